package io.github.softmax4j.export.reading;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What files are that cannot be imported, by their first bytes, and what to do instead. */
public final class OtherFiles {
    private static final Map<String, String> BY_FIRST_BYTES = byFirstBytes();

    private OtherFiles() {}

    private static Map<String, String> byFirstBytes() {
        String coefficients = "; write its coefficients as JSON instead, as docs/import.md shows";
        var kinds = new LinkedHashMap<String, String>();
        kinds.put("\u0089S4J", "is a model of Softmax4J already");
        kinds.put("\u0080\u0002", "is a pickle of Python, which runs code when it is read" + coefficients);
        kinds.put("\u0080\u0003", kinds.get("\u0080\u0002"));
        kinds.put("\u0080\u0004", kinds.get("\u0080\u0002"));
        kinds.put("\u0080\u0005", kinds.get("\u0080\u0002"));
        kinds.put("\u00ac\u00ed", "is an object of Java, which runs code when it is read" + coefficients);
        kinds.put("PK", "is a zip archive, which no model that can be imported is; unpack it");
        kinds.put("\u001f\u008b", "is packed with gzip; unpack it with gunzip");
        kinds.put("PAR1", "is a file of Parquet; of a model of Spark name the folder that has metadata and data");
        kinds.put("\u0093NUMPY", "is an array of NumPy" + coefficients);
        kinds.put("\u0089HDF", "is a file of HDF5" + coefficients);
        kinds.put("svm_type", "is a model of LIBSVM, a support vector machine, which gives no such probabilities");
        kinds.put("\u00ff\u00fe", "is text in UTF-16; write it in UTF-8");
        kinds.put("\u00fe\u00ff", kinds.get("\u00ff\u00fe"));
        return kinds;
    }

    /**
     * What a file is.
     *
     * @param start what it begins with
     * @return what it is, and what to do, behind its name; empty where its first bytes do not tell
     */
    public static Optional<String> problem(FileStart start) {
        return BY_FIRST_BYTES.entrySet().stream()
                .filter(kind -> start.begins(kind.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
