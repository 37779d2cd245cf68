package io.github.softmax4j.report;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A picture with transparency as a PNG within the page (W3C, Portable Network Graphics, third edition): ImageIO would
 * need Java's desktop, which small Javas lack.
 */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte BITS = 8;
    private static final byte RED_GREEN_BLUE_ALPHA = 6;

    private Png() {}

    /** An address that holds the picture itself: height x width of red, green, blue and alpha, a byte each. */
    static String address(int width, int height, byte[] pixels) {
        var png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE);
        chunk(
                png,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(BITS)
                        .put(RED_GREEN_BLUE_ALPHA)
                        .array());
        chunk(png, "IDAT", deflated(lines(width, height, pixels)));
        chunk(png, "IEND", new byte[0]);
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
    }

    /** Each line begins with the number of its filter: none. */
    private static byte[] lines(int width, int height, byte[] pixels) {
        int length = 4 * width;
        var lines = new byte[height * (length + 1)];
        for (int row = 0; row < height; row++) {
            System.arraycopy(pixels, row * length, lines, row * (length + 1) + 1, length);
        }
        return lines;
    }

    private static byte[] deflated(byte[] bytes) {
        // of pixels whose colours repeat, the best compression looks at thousands of places for each
        var deflater = new Deflater();
        try {
            deflater.setInput(bytes);
            deflater.finish();
            var out = new ByteArrayOutputStream();
            var buffer = new byte[4096];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream png, String name, byte[] content) {
        byte[] letters = name.getBytes(StandardCharsets.US_ASCII);
        var checksum = new CRC32();
        checksum.update(letters);
        checksum.update(content);
        png.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        png.writeBytes(letters);
        png.writeBytes(content);
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
    }
}
