package io.belvedere.ingest.decode;

/// Why a record or one observation in it was rejected.
public final class Reasons {
  public static final String NULL_KEY = "no key";
  public static final String NO_VALUE = "no value";
  public static final String UNKNOWN_SCHEMA = "unknown schema version";
  public static final String UNKNOWN_REALITY = "unknown reality";
  public static final String NOT_JSON = "not JSON";
  public static final String NOT_UTF_8 = "not UTF-8";
  public static final String TOO_LARGE = "larger than 4 MiB";
  public static final String TOO_MANY = "holds too many observations or values";
  public static final String NO_ROOM = "one datastream more than the district may have";
  public static final String TOO_DEEP = "nested more than 64 deep";
  public static final String LONG_NUMBER = "a number of more than 1000 digits";
  public static final String LONG_TEXT = "a text or number of more than 65536 characters";
  public static final String LONG_NAME = "a field's name of more than 1000 bytes";
  public static final String TRAILING = "something follows the JSON value";
  public static final String NOT_AN_OBJECT = "not an object";
  public static final String NEITHER_OBJECT_NOR_ARRAY = "neither an object nor an array";
  public static final String EMPTY_ARRAY = "an empty array";
  public static final String DUPLICATE_FIELD = "field given twice";
  public static final String NO_DATASTREAM = "no datastream";
  public static final String NO_TIME = "no phenomenonTime";
  public static final String NO_RESULT = "no result";
  public static final String WRONG_TYPE = "wrong type";
  public static final String ID_LENGTH = "datastream is not 1 to 200 bytes long";
  public static final String NOT_UNICODE = "not valid Unicode";
  public static final String NO_OFFSET = "time without offset";
  public static final String TOO_FINE = "time with more than 6 decimals";
  public static final String NOT_A_TIME = "not an RFC 3339 time";
  public static final String NOT_AN_INTEGER = "not an integer";
  public static final String OUT_OF_RANGE = "out of range";
  public static final String NOT_FINITE = "not a finite number";
  public static final String UNKNOWN_CATEGORY = "unknown category";
  public static final String UNKNOWN_QUALITY = "unknown quality";
  public static final String CLOUD_EVENT_VERSION = "not CloudEvents 1.0";
  public static final String NO_CLOUD_EVENT_DATA = "CloudEvent without data";
  public static final String NOT_BASE_64 = "not base64";
  public static final String NOT_AN_INTERVAL = "interval that ends before it begins";
  public static final String MULTI_DATASTREAM = "several results in one (MultiDatastream)";
  public static final String NO_ENTITY = "no entity id";
  public static final String NOT_A_PLACE = "no longitude and latitude";
  public static final String NO_SPARKPLUG_TOPIC = "no Sparkplug topic in mqtt.topic or the key";
  public static final String NOT_SPARKPLUG = "not a Sparkplug B payload";
  public static final String NO_METRIC_NAME = "metric without name or alias";
  public static final String UNKNOWN_ALIAS = "alias of which no birth certificate was read";
  public static final String UNKNOWN_DATATYPE = "datatype neither sent nor in a birth certificate";
  public static final String EARLIER_SESSION = "death certificate of an earlier session";
  public static final String NO_READINGS = "no readings";
  public static final String NOT_OF_THE_PATTERN = "not a time of the profile's pattern";
  public static final String NO_SUCH_LOCAL_TIME = "a local time that there was not";
  public static final String NOT_A_NUMBER = "text that is no number";

  private Reasons() {}
}
