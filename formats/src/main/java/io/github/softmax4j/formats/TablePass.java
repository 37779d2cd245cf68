package io.github.softmax4j.formats;

import io.github.softmax4j.data.FeatureBuilder;
import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.Reading;
import io.github.softmax4j.data.SourceColumn.Kind;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;

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
    private final LabelTexts labels;
    private final List<ColumnTally> tallies;
    private final Map<String, List<String>> kept = new LinkedHashMap<>();
    private RowMaker.Problem problem;

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
        features = request.options().features(maker.width());
        features.expect(request.relation().likelyRows());
        labels = new LabelTexts(
                request.options().knownLabels(), request.relation().notation());
        tallies = recipe.columns().stream().map(ColumnTally::new).toList();
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
            for (int c = 0; c < tallies.size(); c++) {
                tallies.get(c).addAll(block.tallies().get(c));
            }
            takeTexts(block);
        }
        return problem == null;
    }

    private void takeTexts(RowMaker.Block block) {
        int place = 0;
        if (request.labelsAreWanted()) {
            problem = labels.addAll(block.texts().get(place++))
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
            selected.addAll(sql(i).features(recipe.columns().get(i), isKnown));
        }
        if (request.labelsAreWanted()) {
            selected.add(label().untrimmedLabel());
        }
        columns.keep().forEach(column -> selected.add("CAST(" + column.sql() + " AS VARCHAR)"));
        return String.join(", ", selected);
    }

    /** By the name that the training had: how the values of a column are written goes by it. */
    private FeatureSql sql(int feature) {
        Relation.Column column = columns.features().get(feature);
        return request.relation().sql(column.named(recipe.columns().get(feature).name()));
    }

    private FeatureSql label() {
        return request.relation().sql(columns.label().orElseThrow());
    }

    /** Rows that are left out lack a value, or their label. */
    private String where() {
        if (recipe.missing() != Missing.DROP_ROW) {
            return "";
        }
        String allThere = IntStream.range(0, columns.features().size())
                .mapToObj(i -> sql(i).value(recipe.columns().get(i).kind()) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        return " WHERE " + allThere + (request.labelsAreWanted() ? " AND " + label().label() + " IS NOT NULL" : "");
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
        return labels.unknown();
    }

    @Override
    public void close() {
        features.close();
    }

    /**
     * What was read.
     *
     * @param warnings of what was looked at before
     */
    Table table(ReadingNotes warnings) throws SQLException {
        long leftOut = leftOut();
        return new Table(
                request.relation().sourceName(),
                features.build(),
                recipe.featureNames(),
                Optional.of(recipe),
                request.labelsAreWanted() ? Optional.of(labels.all()) : Optional.empty(),
                columns.labelName(),
                kept,
                leftOut,
                reading(warnings));
    }

    private Reading reading(ReadingNotes warnings) {
        var described = new ArrayList<Reading.Column>();
        tallies.forEach(tally -> described.add(tally.described()));
        ReadingNotes notes = request.relation().notes().and(warnings).and(ofColumns());
        if (request.labelsAreWanted()) {
            String name = columns.labelName().orElseThrow();
            described.add(labels.described(name));
            notes = notes.and(labels.notes(name));
        }
        return new Reading(request.relation().notation().settings(), notes.notes(), described, notes.warnings());
    }

    /** In training also what may not be meant with a column whose kind is not told; later the kinds are known. */
    private ReadingNotes ofColumns() {
        var doubts = new ArrayList<String>();
        boolean isTraining = request.options().expected().isEmpty();
        for (int c = 0; c < tallies.size(); c++) {
            Relation.Column column = columns.features().get(c);
            ColumnTally tally = tallies.get(c);
            var own = new ArrayList<>(tally.unseen(rows()));
            if (tally.vanished() > 0 && request.options().type() == DataType.FLOAT) {
                own.add(tally.vanished()
                        + " values are too small for float, and are taken for 0 ("
                        + ReadOption.TYPE.of(DataType.DOUBLE) + " has room)");
            }
            if (isTraining && !columns.told().containsKey(column)) {
                own.addAll(tally.doubts(rows()));
                if (recipe.columns().get(c).kind() == Kind.NUMBER) {
                    zeroFirst(column)
                            .ifPresent(value -> own.add("numbers with zeros first, such as " + value
                                    + ", are taken for numbers" + ColumnTally.SAYS_SO));
                }
            }
            own.forEach(doubt -> doubts.add(column.name() + ": " + doubt));
        }
        return new ReadingNotes(passedOver(), doubts);
    }

    /** A postal code, perhaps. */
    private Optional<String> zeroFirst(Relation.Column column) {
        return request.relation().firstRows().stream()
                .filter(row -> column.index() < row.size())
                .map(row -> row.get(column.index()).strip())
                .filter(text -> text.length() > 1
                        && text.charAt(0) == '0'
                        && text.chars().allMatch(Character::isDigit))
                .findFirst();
    }

    private List<String> passedOver() {
        var used = new HashSet<Integer>();
        Stream.of(columns.features(), columns.keep(), columns.label().stream().toList())
                .flatMap(List::stream)
                .forEach(column -> used.add(column.index()));
        List<String> names = columns.all().stream()
                .filter(column -> !used.contains(column.index()))
                .map(Relation.Column::name)
                .toList();
        return names.isEmpty() ? List.of() : List.of("columns passed over: " + TableColumns.some(names));
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
