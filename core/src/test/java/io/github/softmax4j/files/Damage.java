package io.github.softmax4j.files;

import java.util.Arrays;
import java.util.Random;

/** Files as disks, networks and strangers leave them: what reads without trust is tried on. */
public final class Damage {
    private Damage() {}

    /**
     * A copy that is damaged, as chance has it: a bit, the end, some bytes in a row, more behind the end, or all.
     *
     * @param intact at least one byte
     * @param random decides
     * @return other bytes, maybe more or fewer
     */
    public static byte[] of(byte[] intact, Random random) {
        byte[] bytes = intact.clone();
        switch (random.nextInt(5)) {
            case 0 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 2 -> {
                int from = random.nextInt(bytes.length);
                for (int i = from; i < Math.min(bytes.length, from + 8); i++) {
                    bytes[i] = (byte) random.nextInt(256);
                }
            }
            case 3 -> {
                bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(bytes.length) + 1);
                System.arraycopy(intact, 0, bytes, intact.length, bytes.length - intact.length);
            }
            default -> random.nextBytes(bytes);
        }
        return bytes;
    }
}
