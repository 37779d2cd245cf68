package io.github.softmax4j.formats;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipException;

/**
 * A file of text as DuckDB reads it: UTF-8 with line ends of one kind, plain or gzip. Other text is copied once.
 *
 * @param file the file, or its copy under the name of the file
 * @param isGzip whether it is compressed
 * @param head its beginning
 * @param isWhole whether that is all
 * @param notes what there is to say of its encoding, and of lines passed over
 */
record RawFile(SourceFile file, boolean isGzip, String head, boolean isWhole, ReadingNotes notes) {
    private static final Pattern LONE_LINE_FEED = Pattern.compile("(?<!\r)\n");
    private static final Pattern LONE_RETURN = Pattern.compile("\r(?!\n)");

    /** The byte order mark, with which text in UTF-8 may begin. */
    static final String MARK = "\uFEFF";

    /** DuckDB misses a quote behind the byte order mark, and ends the line within it. */
    private static final Pattern MARKED_QUOTED_LINE_END = Pattern.compile(MARK + "\\s*\"[^\"]*[\r\n]");

    static final int HEAD_BYTES = 1 << 18;

    /** Wide tables show their rows, too. */
    private static final int FEWEST_LINES = 5;

    private static final int BUFFER_BYTES = 1 << 20;
    private static final int LOOK_BYTES = 1 << 14;

    /** No line may be longer: it has to fit into buffers, of which there are some. */
    static final int LONGEST_LINE = 1 << 23;

    static final String LONGEST_LINE_TEXT = "8 MB";

    /** Makes a file readable; copies go into the folder. */
    static RawFile of(SourceFile file, TextOptions options, Path folder) throws IOException {
        try {
            SourceFile text = file.begins('P', 'K', 3, 4) ? TextCopy.unpacked(file, folder) : file;
            return ofPlain(text, options, folder);
        } catch (EOFException | ZipException e) {
            throw file.damaged(e);
        }
    }

    Path path() {
        return file.path();
    }

    /** Which of some ASCII characters occur behind a place of the text; all of them where the text is compressed. */
    Set<Character> mayContain(Set<Character> characters, int from) throws IOException {
        if (isGzip) {
            return characters;
        }
        var sought = new HashSet<>(characters);
        int bytesBefore = head.substring(0, from).getBytes(StandardCharsets.UTF_8).length;
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.nativeOrder());
        try (FileChannel channel = FileChannel.open(path()).position(bytesBefore)) {
            while (!sought.isEmpty() && channel.read(bytes.clear()) >= 0) {
                bytes.flip();
                sought.removeIf(character -> contains(bytes.duplicate().order(ByteOrder.nativeOrder()), character));
            }
        }
        var found = new HashSet<>(characters);
        found.removeAll(sought);
        return found;
    }

    private static boolean contains(ByteBuffer bytes, char character) {
        long pattern = character * 0x0101010101010101L;
        while (bytes.remaining() >= Long.BYTES) {
            long difference = bytes.getLong() ^ pattern; // a byte of 0 where it is; Mycroft's test finds one
            if (((difference - 0x0101010101010101L) & ~difference & 0x8080808080808080L) != 0) {
                return true;
            }
        }
        while (bytes.hasRemaining()) {
            if (bytes.get() == character) {
                return true;
            }
        }
        return false;
    }

    private static RawFile ofPlain(SourceFile file, TextOptions options, Path folder) throws IOException {
        boolean isGzip = file.isGzip();
        try (InputStream in = file.open()) {
            byte[] bytes = readHead(in, file.name());
            boolean isWhole = in.read() < 0;
            if (!isWhole) {
                requireShortLines(file, isGzip);
            }
            TextEncoding encoding = TextEncoding.of(bytes, isWhole, options.encoding());
            String head = new String(bytes, encoding.charset());
            boolean isReadAsItIs = encoding.charset().equals(StandardCharsets.UTF_8)
                    && options.skippedLines() == 0
                    && !MARKED_QUOTED_LINE_END.matcher(head).lookingAt()
                    && !hasMixedLineEnds(file, isGzip || isWhole, head);
            if (isReadAsItIs) {
                return new RawFile(file, isGzip, withoutMark(head), isWhole, encoding.notes());
            }
            SourceFile copy = TextCopy.inUtf8(file, encoding.charset(), options.skippedLines(), folder);
            ReadingNotes skipped = options.skippedLines() == 0
                    ? ReadingNotes.NONE
                    : ReadingNotes.ofNote("the first " + options.skippedLines() + " lines are passed over, as told");
            return ofPlain(copy, TextOptions.standard(), folder)
                    .with(encoding.notes().and(skipped));
        }
    }

    private RawFile with(ReadingNotes others) {
        return new RawFile(file, isGzip, head, isWhole, notes.and(others));
    }

    /** The same text with tabs between its fields, where these are divided by any number of blanks. */
    RawFile withTabs(char quote, Path folder) throws IOException {
        return ofPlain(TextCopy.withTabs(file, quote, folder), TextOptions.standard(), folder)
                .with(notes);
    }

    /** The beginning shows all of a small text; of compressed text only the beginning is looked at. */
    private static boolean hasMixedLineEnds(SourceFile file, boolean headIsEnough, String head) throws IOException {
        boolean inHead = head.indexOf('\r') >= 0
                && (LONE_LINE_FEED.matcher(head).find()
                        || LONE_RETURN.matcher(head).find())
                && head.indexOf('\n') >= 0;
        return inHead || (!headIsEnough && LineEnds.areMixed(file.path()));
    }

    /** As many bytes as show some lines, or all. */
    private static byte[] readHead(InputStream in, String source) throws IOException {
        byte[] bytes = in.readNBytes(HEAD_BYTES);
        while (lineEnds(bytes) < FEWEST_LINES && bytes.length <= LONGEST_LINE) {
            byte[] more = in.readNBytes(bytes.length);
            if (more.length == 0) {
                return bytes;
            }
            bytes = ByteBuffer.allocate(bytes.length + more.length)
                    .put(bytes)
                    .put(more)
                    .array();
        }
        requireShort(bytes.length - LineEnds.lastBehind(bytes, bytes.length), source);
        return bytes;
    }

    /**
     * DuckDB passes over a line that is longer than its buffers, without a word, where it is the last one of a file or
     * of a part. What is packed is gone through, because a gigabyte of one character takes a megabyte.
     */
    private static void requireShortLines(SourceFile file, boolean isGzip) throws IOException {
        if (!isGzip) {
            requireLineEnds(file);
            return;
        }
        try (InputStream in = file.open()) {
            var buffer = new byte[BUFFER_BYTES];
            long sinceLineEnd = 0;
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                int last = LineEnds.lastBehind(buffer, count);
                sinceLineEnd = last > 0 ? count - last : sinceLineEnd + count;
                requireShort(sinceLineEnd, file.name());
            }
        }
    }

    /** A line that is too long covers two blocks of half its length; that takes a look at the beginning of each. */
    private static void requireLineEnds(SourceFile file) throws IOException {
        try (FileChannel channel = FileChannel.open(file.path())) {
            long sinceLineEnd = 0;
            for (long block = 0; block < channel.size(); block += LONGEST_LINE / 2) {
                long end = Math.min(channel.size(), block + LONGEST_LINE / 2);
                sinceLineEnd = hasLineEnd(channel, block, end) ? 0 : sinceLineEnd + end - block + 1;
                requireShort(sinceLineEnd, file.name());
            }
        }
    }

    private static boolean hasLineEnd(FileChannel channel, long from, long end) throws IOException {
        ByteBuffer some = ByteBuffer.allocate(LOOK_BYTES);
        for (long at = from; at < end; at += some.position()) {
            some.clear().limit((int) Math.min(LOOK_BYTES, end - at));
            if (channel.read(some, at) <= 0) {
                return true; // the file has become shorter
            }
            if (LineEnds.lastBehind(some.array(), some.position()) > 0) {
                return true;
            }
        }
        return false;
    }

    private static void requireShort(long length, String source) throws InputException {
        if (length > LONGEST_LINE) {
            throw new InputException(
                    source, "lines of text were expected, but one is longer than " + LONGEST_LINE_TEXT);
        }
    }

    private static long lineEnds(byte[] bytes) {
        long count = 0;
        for (byte b : bytes) {
            count += b == '\n' || b == '\r' ? 1 : 0;
        }
        return count;
    }

    private static String withoutMark(String text) {
        return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
    }
}
