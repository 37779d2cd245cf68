package io.github.softmax4j.export.onnx;

import io.github.softmax4j.export.form.WordColumn;
import io.github.softmax4j.export.protobuf.ProtoMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * Columns of words: each word has a number, which is the row of a table that all columns share, and the rows of the
 * columns are added up. The table has a row for every word and two more for each column, for words that are missing and
 * for those that the training did not have; NaN where they refuse the row.
 */
final class WordNodes {
    private final Graph graph;

    WordNodes(Graph graph) {
        this.graph = graph;
    }

    /** The sum of what the columns add to the logits, rows x classes. */
    String sum(List<WordColumn> columns) {
        var table = new ArrayList<double[]>();
        var codes = new ArrayList<String>();
        for (WordColumn column : columns) {
            codes.add(graph.node(encoder(column, table.size()), "code " + codes.size(), column.name()));
            table.addAll(List.of(column.table()));
        }
        String all = graph.node(Node.of("Concat").with("axis", 1), "codes", codes.toArray(String[]::new));
        String rows = graph.node(
                Node.of("Gather").with("axis", 0),
                "rows of words",
                graph.matrix("words", table.toArray(double[][]::new)),
                all);
        return graph.node(Node.of("ReduceSum").with("keepdims", 0), "of words", rows, graph.integers("over words", 1));
    }

    /** The word that says that there is none: the empty one, unless the training took that for a word. */
    static String missing(WordColumn column) {
        if (!column.nothings().isEmpty()) {
            return column.nothings().get(0);
        }
        String made = "(missing)";
        while (column.words().contains(made)) {
            made += "_";
        }
        return made;
    }

    private static Node encoder(WordColumn column, int first) {
        int words = column.words().size();
        var keys = new ArrayList<byte[]>();
        var values = new ArrayList<Long>();
        for (int i = 0; i < words; i++) {
            addKey(column.words().get(i), first + i, keys, values);
        }
        List<String> nothings = column.nothings().isEmpty() ? List.of(missing(column)) : column.nothings();
        nothings.forEach(nothing -> addKey(nothing, first + words, keys, values));
        return Node.ofMl("LabelEncoder")
                .withStrings("keys_strings", keys)
                .withIntegers("values_int64s", values)
                .with("default_int64", first + words + 1L);
    }

    /** Where ONNX Runtime for Java sends other bytes for a word than all others do, those are a second key for it. */
    private static void addKey(String word, long code, List<byte[]> keys, List<Long> values) {
        keys.add(ProtoMessage.utf8(word));
        values.add(code);
        if (OfJava.differs(word)) {
            keys.add(OfJava.bytes(word));
            values.add(code);
        }
    }
}
