package io.github.softmax4j.formats;

import java.util.Locale;

/**
 * Whether packed data may be as large as they say: a few megabytes of zeros unpack to many gigabytes, which would fill
 * the disk. Data that somebody has measured are hardly ever packed to less than a hundredth.
 */
final class PackedSize {
    private static final double FINE_BYTES = 1 << 30;
    private static final double MOST_TIMES = 200;

    private PackedSize() {}

    static void requirePlausible(String source, double unpacked, double packed) throws InputException {
        if (unpacked > FINE_BYTES && unpacked > MOST_TIMES * Math.max(1, packed)) {
            throw new InputException(
                    source,
                    String.format(
                            Locale.ROOT,
                            "would unpack to %.1f GB, %.0f times its size; unpack it yourself if it is not damaged or"
                                    + " malicious",
                            unpacked / 1e9,
                            unpacked / Math.max(1, packed)));
        }
    }
}
