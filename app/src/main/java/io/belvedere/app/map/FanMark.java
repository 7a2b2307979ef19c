package io.belvedere.app.map;

/// One thing of a fan as it stands on the picture, device pixels.
record FanMark(int thing, int x, int y) {}
