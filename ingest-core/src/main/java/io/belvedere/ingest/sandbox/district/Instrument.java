package io.belvedere.ingest.sandbox.district;

/// How a device sees the world. Asked with rising `t`; the dice are the device's own.
@FunctionalInterface
interface Instrument {
  void read(long t, Dice dice, Reading out);
}
