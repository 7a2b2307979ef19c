// The little of the maps API that GMapsFX and our page call. `stub` is there already and says how
// it behaves; whoever tests reads from it what it was told.
var google = { maps: {} };

(function (maps) {
  function LatLng(lat, lng) {
    this.lat = function () { return lat; };
    this.lng = function () { return lng; };
  }

  function pixels(at, zoom) {
    var side = 256 * Math.pow(2, zoom);
    var sine = Math.sin(at.lat() * Math.PI / 180);
    return {
      x: (at.lng() / 360 + 0.5) * side,
      y: (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * side
    };
  }

  function Map(div, options) {
    this.handlers = {};
    this.markers = [];
    this.center = options.center;
    this.zoom = options.zoom;
    this.pane = document.createElement('div');
    this.pane.style.position = 'absolute';
    this.pane.style.left = '50%';
    this.pane.style.top = '50%';
    div.style.background = stub.color;
    div.appendChild(this.pane);
    this.origin = pixels(this.center, this.zoom);
    stub.map = this;
    var map = this;
    setTimeout(function () { maps.event.trigger(map, 'tilesloaded'); }, 0);
    if (stub.refuses) {
      setTimeout(gm_authFailure, 0);
    }
  }

  Map.prototype.getCenter = function () { return this.center; };
  Map.prototype.getZoom = function () { return this.zoom; };

  Map.prototype.setCenter = function (center) {
    stub.moves++;
    this.center = center;
    var at = pixels(center, this.zoom);
    this.pane.style.transform =
      'translate(' + (this.origin.x - at.x) + 'px, ' + (this.origin.y - at.y) + 'px)';
  };

  Map.prototype.setZoom = function (zoom) {
    this.zoom = zoom;
    this.origin = pixels(this.center, zoom);
    this.markers.forEach(function (marker) { marker.place(); });
    maps.event.trigger(this, 'zoom_changed');
  };

  function Marker(options) {
    this.position = options.position;
    this.dot = document.createElement('div');
    this.dot.style.cssText = 'position:absolute;width:6px;height:6px;border-radius:3px';
    this.dot.style.background = options.label || 'seagreen';
  }

  Marker.prototype.setMap = function (map) {
    this.map = map;
    map.markers.push(this);
    map.pane.appendChild(this.dot);
    this.place();
  };

  Marker.prototype.setVisible = function (visible) {
    this.dot.style.display = visible ? '' : 'none';
  };

  Marker.prototype.place = function () {
    var at = pixels(this.position, this.map.zoom);
    this.dot.style.left = (at.x - this.map.origin.x - 3) + 'px';
    this.dot.style.top = (at.y - this.map.origin.y - 3) + 'px';
  };

  maps.LatLng = LatLng;
  maps.Map = Map;
  maps.Marker = Marker;
  maps.event = {
    addListener: function (of, name, handler) {
      (of.handlers[name] = of.handlers[name] || []).push(handler);
    },
    addListenerOnce: function (of, name, handler) {
      var done = false;
      maps.event.addListener(of, name, function () {
        if (!done) {
          done = true;
          handler();
        }
      });
    },
    trigger: function (of, name) {
      (of.handlers[name] || []).forEach(function (handler) { handler(); });
    }
  };
  var query = document.currentScript.src.split('?')[1];
  if (query) {
    query.split('&').forEach(function (part) {
      var pair = part.split('=');
      stub.query[pair[0]] = decodeURIComponent(pair[1]);
    });
    setTimeout(window[stub.query.callback], 0);
  }
})(google.maps);
