package io.github.softmax4j.formats;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a file is by its first bytes, whatever its name says.
 *
 * @param what it is
 * @param advice what to do
 * @param format the one format for which it is right; empty where it never is
 */
record FileKind(String what, String advice, Optional<Format> format) {
    private static final String UNPACK = "unpack it, or pack it with gzip";
    private static final String AS_CSV = "save it as CSV";
    /** Behind where a database is. */
    static final String ASKS = " and the source sql:SELECT ... ask it";

    private static final String AS_PARQUET = "save it as Parquet or CSV";

    /** The bytes of some kind of file at some place, in hexadecimal digits. */
    private record Magic(int at, String bytes, FileKind kind) {}

    private static final String PDF = "255044462D";
    private static final String RTF = "7B5C727466";

    private static final List<Magic> MAGICS = List.of(
            foreign("425A68", "is packed with bzip2, which is not read", UNPACK),
            foreign("FD377A585A00", "is packed with xz, which is not read", UNPACK),
            foreign("5D00008000", "is packed with lzma, which is not read", UNPACK),
            foreign("28B52FFD", "is packed with zstd, which is not read", UNPACK),
            foreign("04224D18", "is packed with lz4, which is not read", UNPACK),
            foreign("1F9D", "is packed with compress, which is not read", UNPACK),
            foreign("4C5A4950", "is packed with lzip, which is not read", UNPACK),
            foreign("377ABCAF271C", "is an archive of 7z, which is not read", UNPACK),
            foreign("526172211A07", "is an archive of RAR, which is not read", UNPACK),
            new Magic(
                    257,
                    "7573746172",
                    new FileKind("is an archive of tar", "unpack it, and name a file in it", none())),
            foreign("D0CF11E0A1B11AE1", "is a document of Excel or Word, in their old format", AS_CSV),
            foreign(PDF, "is a PDF document", AS_CSV),
            foreign(RTF, "is a text document (RTF)", AS_CSV),
            foreign(
                    "53514C69746520666F726D6174203300",
                    "is a database of SQLite",
                    ReadOption.DATABASE.of("jdbc:sqlite:FILE") + ASKS),
            new Magic(
                    8,
                    "4455434B",
                    new FileKind("is a database of DuckDB", ReadOption.DATABASE.of("FILE") + ASKS, none())),
            named("50415231", "is Parquet", Format.PARQUET),
            foreign("4152524F5731", "is in Arrow's format (Feather), which is not read", AS_PARQUET),
            foreign("46454131", "is in Arrow's format (Feather), which is not read", AS_PARQUET),
            foreign("FFFFFFFF10000000", "is a stream of Arrow, which is not read", AS_PARQUET),
            foreign("4F626A01", "is in Avro, which is not read", AS_PARQUET),
            foreign("4F5243", "is in ORC, which is not read", AS_PARQUET),
            foreign(
                    "894844460D0A1A0A",
                    "is in HDF5, which is not read",
                    "save its arrays as NPZ, or its table as Parquet"),
            foreign("4D41544C414220", "is a file of MATLAB, which is not read", "save its arrays as NPZ"),
            foreign("524458320A", "is a file of R, which is not read", AS_CSV),
            foreign("524458330A", "is a file of R, which is not read", AS_CSV),
            foreign("580A00000003", "is a file of R, which is not read", AS_CSV),
            foreign("24464C32", "is a file of SPSS, which is not read", AS_CSV),
            foreign("3C73746174615F6474613E", "is a file of Stata, which is not read", AS_CSV),
            foreign("000000000000000000000000C2EA8160", "is a file of SAS, which is not read", AS_CSV),
            named("934E554D5059", "is an array of NumPy", Format.NPY),
            foreign("89504E470D0A1A0A", "is an image (PNG)", "images are read as IDX or NPY"),
            foreign("FFD8FF", "is an image (JPEG)", "images are read as IDX or NPY"),
            foreign("474946383", "is an image (GIF)", "images are read as IDX or NPY"),
            foreign("7F454C46", "is a program", AS_CSV),
            foreign("4D5A9000", "is a program", AS_CSV),
            foreign("CAFEBABE", "is a class of Java", AS_CSV));

    private static final FileKind PICKLE = new FileKind(
            "is a pickle of Python, which is never read, because reading it can run any program",
            "save arrays as NPZ, or a table as Parquet",
            none());

    private static final List<Text> TEXTS = List.of(
            text(
                    "version https://git-lfs\\.github\\.com/spec/",
                    "is a pointer of Git LFS, not the data themselves",
                    "git lfs pull fetches them"),
            text(
                    "(?is)(<!--.*?-->\\s*)?<(!doctype\\s+html|html|head|body)\\b.*",
                    "is a page of HTML, as servers send in place of a file",
                    "download the file again"),
            text("(?is)<\\?xml\\b.*", "is XML, which is not read", AS_CSV),
            text(
                    "(?is)(?:\\s*%[^\\n]*\\n)*+\\s*@relation\\s.*",
                    "is in Weka's format (ARFF), which is not read", AS_CSV),
            text("(?s)#\\s*SQLite.*|PGDMP.*", "is a dump of a database, which is not read", AS_CSV),
            text(
                    "(?s)\\{\\s*\"cells\"\\s*:\\s*\\[\\s*(\\]|\\{\\s*"
                            + "\"(cell_type|attachments|id|metadata|source|execution_count)\").*",
                    "is a notebook of Jupyter, not the data themselves",
                    AS_CSV));

    /** How some kind of text begins. */
    private record Text(Pattern start, FileKind kind) {}

    private static Optional<Format> none() {
        return Optional.empty();
    }

    private static Magic foreign(String bytes, String what, String advice) {
        return new Magic(0, bytes, new FileKind(what, advice, none()));
    }

    private static Magic named(String bytes, String what, Format format) {
        return new Magic(0, bytes, new FileKind(what, ReadOption.FORMAT.of(format) + " reads it", Optional.of(format)));
    }

    private static Text text(String start, String what, String advice) {
        return new Text(Pattern.compile(start), new FileKind(what, advice, none()));
    }

    /** The kind that begins like that; empty for what is known by nothing. */
    static Optional<FileKind> of(byte[] head) {
        boolean isBinary = isBinary(head);
        for (Magic magic : MAGICS) {
            if (has(head, magic) && (isBinary || magic.bytes.startsWith(PDF) || magic.bytes.startsWith(RTF))) {
                return Optional.of(magic.kind);
            }
        }
        if (isPickle(head)) {
            return Optional.of(PICKLE);
        }
        String text = new String(head, StandardCharsets.UTF_8)
                .replace(RawFile.MARK, "")
                .stripLeading();
        return TEXTS.stream()
                .filter(known -> known.start.matcher(text).lookingAt())
                .map(Text::kind)
                .findFirst();
    }

    /** Names of columns may begin like that: ORCID, PAR1. */
    private static boolean isBinary(byte[] head) {
        for (byte b : head) {
            if ((b >= 0 && b < '\t') || (b > '\r' && b < ' ')) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(byte[] head, Magic magic) {
        int digits = magic.bytes.length();
        if (head.length < magic.at + (digits + 1) / 2) {
            return false;
        }
        for (int i = 0; i < digits; i++) {
            int value = head[magic.at + i / 2] & 0xff;
            if ((i % 2 == 0 ? value >> 4 : value & 0xf) != Character.digit(magic.bytes.charAt(i), 16)) {
                return false;
            }
        }
        return true;
    }

    /** Protocols 2 to 5: the version, then an operation of a pickle. */
    private static boolean isPickle(byte[] head) {
        boolean begins = head.length > 2 && head[0] == (byte) 0x80 && head[1] >= 2 && head[1] <= 5;
        return begins && "c}](\u0095X\u008C)\u0094".indexOf(head[2] & 0xff) >= 0;
    }
}
