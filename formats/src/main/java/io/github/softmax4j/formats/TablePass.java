package io.github.softmax4j.formats;

import io.github.softmax4j.data.FeatureBuilder;
import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.Reading;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One way through the rows of a table: by a recipe, the answer of DuckDB becomes features, labels and texts to
 * keep.
 */
final class TablePass implements AutoCloseable {
    private final TableRequest request;
    private final TableColumns columns;
    private final FeatureRecipe recipe;
    private final boolean mayBeCut;
    private final RowReader reader;
    private final FeatureBuilder features;
    private final List<String> labels = new ArrayList<>();
    /** One text for all labels that are equal, by their text in the source. */
    private final Map<String, String> labelTexts = new HashMap<>();

    private final Map<String, List<String>> kept = new LinkedHashMap<>();
    private RowMaker.Problem problem;
    private String unknownLabel;

    /**
     * A pass that has read no rows yet.
     *
     * @param mayBeCut whether text may be read in parts, which is faster, but does not show where it cannot be read
     */
    TablePass(TableRequest request, FeatureRecipe recipe, boolean mayBeCut) {
        this.request = request;
        this.columns = request.columns();
        this.recipe = recipe;
        this.mayBeCut = mayBeCut;
        int texts = columns.keep().size() + (request.labelsAreWanted() ? 1 : 0);
        var maker = new RowMaker(recipe, request.options().type(), texts);
        reader = new RowReader(request, maker);
        features = new FeatureBuilder(
                maker.width(), request.options().type(), request.options().storage());
        features.expect(request.relation().likelyRows());
        columns.keep().forEach(column -> kept.put(column.name(), new ArrayList<>()));
    }

    /**
     * Reads the rows, up to the first that is not as it should be.
     *
     * @param isKnown whether all values are known or assumed to fit the recipe
     * @return what is wrong with that row; empty where all rows were read
     */
    Optional<RowMaker.Problem> run(boolean isKnown) throws SQLException, IOException {
        var query = new RowReader.Query(selected(isKnown), where());
        if (mayBeCut) {
            reader.readInParts(query, this::take);
        } else {
            reader.read(query, this::take);
        }
        return Optional.ofNullable(problem);
    }

    private boolean take(RowMaker.Block block) {
        problem = block.problem().orElse(null);
        if (problem == null) {
            features.addAll(block.values(), block.count());
            takeTexts(block);
        }
        return problem == null;
    }

    private void takeTexts(RowMaker.Block block) {
        int place = 0;
        if (request.labelsAreWanted()) {
            problem = addLabels(block.texts().get(place++))
                    .map(trouble -> new RowMaker.Problem(-1, trouble))
                    .orElse(null);
        }
        for (List<String> texts : kept.values()) {
            texts.addAll(List.of(block.texts().get(place++)));
        }
    }

    private String selected(boolean isKnown) {
        var selected = new ArrayList<String>();
        for (int i = 0; i < columns.features().size(); i++) {
            FeatureSql sql = request.relation().sql(columns.features().get(i));
            selected.addAll(sql.features(recipe.columns().get(i), isKnown));
        }
        if (request.labelsAreWanted()) {
            selected.add(label().untrimmedLabel());
        }
        columns.keep().forEach(column -> selected.add("CAST(" + column.sql() + " AS VARCHAR)"));
        return String.join(", ", selected);
    }

    private FeatureSql label() {
        return request.relation().sql(columns.label().orElseThrow());
    }

    /** Rows that are left out lack a value, or their label. */
    private String where() {
        if (recipe.missing() != Missing.DROP_ROW) {
            return "";
        }
        String allThere = columns.features().stream()
                .map(column -> request.relation().sql(column).value() + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        return " WHERE " + allThere + (request.labelsAreWanted() ? " AND " + label().label() + " <> ''" : "");
    }

    /** What is wrong with one of them, or nothing. */
    private Optional<RowMaker.Trouble> addLabels(String[] texts) {
        for (String text : texts) {
            String known = labelTexts.get(text);
            if (known == null) {
                String label = FeatureSql.trimmed(text);
                if (label.isEmpty()) {
                    return Optional.of(RowMaker.Trouble.NO_LABEL);
                }
                if (!request.options().knownLabels().contain(label)) {
                    unknownLabel = label;
                    return Optional.of(RowMaker.Trouble.UNKNOWN_LABEL);
                }
                labelTexts.put(text, label);
                known = label;
            }
            labels.add(known);
        }
        return Optional.empty();
    }

    FeatureRecipe recipe() {
        return recipe;
    }

    /** The rows that were read. */
    long rows() {
        return features.rows();
    }

    boolean isInParts() {
        return reader.isInParts();
    }

    /** The label that ended it. */
    String unknownLabel() {
        return unknownLabel;
    }

    @Override
    public void close() {
        features.close();
    }

    Table table() throws SQLException {
        long leftOut = leftOut();
        return new Table(
                request.relation().sourceName(),
                features.build(),
                recipe.featureNames(),
                Optional.of(recipe),
                request.labelsAreWanted() ? Optional.of(labels) : Optional.empty(),
                columns.labelName(),
                kept,
                leftOut,
                Reading.NONE);
    }

    private long leftOut() throws SQLException {
        if (recipe.missing() != Missing.DROP_ROW) {
            return 0;
        }
        Object all = request.database()
                .rows("SELECT count(*) FROM " + request.relation().sql())
                .get(0)
                .get(0);
        return ((Number) all).longValue() - features.rows();
    }
}
