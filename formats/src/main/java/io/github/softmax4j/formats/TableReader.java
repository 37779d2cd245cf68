package io.github.softmax4j.formats;

import io.github.softmax4j.data.FeatureBuilder;
import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.SourceColumn;
import io.github.softmax4j.data.SourceColumn.Kind;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a relation: chooses its columns, finds or takes a recipe, and makes features of the rows. */
final class TableReader {
    private static final Logger LOG = LoggerFactory.getLogger(TableReader.class);

    /** DuckDB needs some minutes for a plan of more, and ends the process at some count. */
    private static final int MOST_COLUMNS = 30_000;

    private static final int MANY_COLUMNS = 4_000;

    private final DuckDb database;
    private final Relation relation;
    private final ReadOptions options;
    private final TableColumns columns;
    private final TableProblems problems;
    private final long numbersOfPart;
    /** One text for all labels that are equal, by how they stand in the source. */
    private final Map<String, String> labelTexts = new HashMap<>();

    TableReader(DuckDb database, Relation relation, ReadOptions options) throws InputException {
        this(database, relation, options, RowReader.NUMBERS_OF_PART);
    }

    /** With parts of another size, see {@link RowReader}. */
    TableReader(DuckDb database, Relation relation, ReadOptions options, long numbersOfPart) throws InputException {
        this.numbersOfPart = numbersOfPart;
        this.database = database;
        this.relation = relation;
        this.options = options;
        this.columns = TableColumns.choose(relation, options);
        this.problems = new TableProblems(database, relation, columns);
    }

    Table read() throws IOException {
        try {
            makeRoomForColumns();
            return options.expected().isPresent() ? readExpected() : readTraining();
        } catch (SQLException e) {
            throw SqlProblem.in(relation.source(), e);
        }
    }

    /** DuckDB works on blocks of 2048 rows, with several vectors for each column. */
    private void makeRoomForColumns() throws SQLException, InputException {
        int count = relation.columns().size();
        if (count > MOST_COLUMNS) {
            throw new InputException(
                    relation.source(),
                    "a table may have " + MOST_COLUMNS + " columns, but this one has " + count
                            + "; as an array (NPY) or as LIBSVM it can be read");
        }
        if (count > MANY_COLUMNS) {
            database.execute("SET memory_limit = '" + (1 + count / MANY_COLUMNS) + "GB'");
        }
    }

    /** Rows may be left out of an evaluation; predictions would go to other rows than they belong to. */
    private FeatureRecipe expectedRecipe() {
        ReadOptions.Expected expected = options.expected().get();
        FeatureRecipe recipe = expected.recipe().orElseGet(() -> FeatureRecipe.ofNumbers(expected.featureNames()));
        FeatureRecipe answering =
                options.table().unseen().map(recipe::withUnseen).orElse(recipe);
        boolean wouldShiftRows = recipe.missing() == Missing.DROP_ROW && !labelsAreWanted();
        return wouldShiftRows ? answering.withMissing(Missing.ERROR) : answering;
    }

    /** Most tables have numbers only: what the first rows show is tried before all rows are looked at. */
    private Table readTraining() throws SQLException, IOException {
        if (looksLikeNumbers()) {
            List<String> names =
                    columns.features().stream().map(Relation.Column::name).toList();
            Optional<Table> table = attempt(named(FeatureRecipe.ofNumbers(names)));
            if (table.isPresent()) {
                return table.get();
            }
        }
        FeatureRecipe recipe = named(new RecipeMaker(database, relation, columns, options.table()).make());
        return read(recipe, recipe.missing() == Missing.ERROR);
    }

    /** Most tables are as they should be. To look at each value for what else it may be, DuckDB plans a second for 64 columns. */
    private Table readExpected() throws SQLException, IOException {
        FeatureRecipe recipe = expectedRecipe();
        Optional<Table> table = refusesWhatIsOdd(recipe) ? attempt(recipe) : Optional.empty();
        return table.isPresent() ? table.get() : read(recipe, false);
    }

    /** Where something else has its place among the features, it is likely to come, and an attempt would not tell it apart. */
    private static boolean refusesWhatIsOdd(FeatureRecipe recipe) {
        return recipe.missing() == Missing.ERROR
                && recipe.columns().stream().allMatch(column -> column.fill().isEmpty())
                && (recipe.unseen() == Unseen.ERROR
                        || recipe.columns().stream().noneMatch(column -> column.kind() == Kind.CATEGORY));
    }

    /** As if all values were what they should be, and none missing; empty where one is not. */
    private Optional<Table> attempt(FeatureRecipe recipe) throws IOException {
        try (var pass = new Pass(recipe, true)) {
            boolean isWhole = pass.run(true).isEmpty() && pass.features.rows() > 0;
            return isWhole ? Optional.of(pass.table()) : Optional.empty();
        } catch (SQLException e) {
            LOG.debug(
                    "a value is not what it should be; whoever looks at all values finds it, and what else is wrong",
                    e);
            return Optional.empty();
        }
    }

    private FeatureRecipe named(FeatureRecipe recipe) {
        return relation.isNamed() ? recipe : recipe.ofUnnamed(columns.all().size());
    }

    private boolean looksLikeNumbers() {
        boolean nothingSpecial = options.table().missing() == Missing.ERROR
                && options.table().categories().isEmpty()
                && options.table().unseen().isEmpty();
        int[] indices =
                columns.features().stream().mapToInt(Relation.Column::index).toArray();
        return nothingSpecial
                && !relation.firstRows().isEmpty()
                && relation.firstRows().stream()
                        .filter(row -> row.size() == columns.all().size())
                        .allMatch(row -> IntStream.of(indices).noneMatch(i -> TextDialect.isWord(row.get(i))));
    }

    /** With a recipe of these rows, or of others, whose values are not known to fit. */
    private Table read(FeatureRecipe recipe, boolean isKnown) throws SQLException, IOException {
        var fast = new Pass(recipe, true);
        try (fast) {
            return table(fast, isKnown);
        } catch (SQLException e) {
            if (!fast.reader.isInParts()) {
                throw e;
            }
            LOG.debug("in parts the text cannot be read; in one it is told where not", e);
        }
        try (var pass = new Pass(recipe, false)) {
            return table(pass, isKnown);
        }
    }

    private Table table(Pass pass, boolean isKnown) throws SQLException, IOException {
        Optional<RowMaker.Problem> problem = pass.run(isKnown);
        if (problem.isPresent()) {
            throw explain(problem.get(), pass);
        }
        if (pass.features.rows() == 0) {
            throw problems.noRows();
        }
        return pass.table();
    }

    private InputException explain(RowMaker.Problem problem, Pass pass) throws SQLException, InputException {
        int index = Math.max(0, problem.column()); // the label is none of them
        Relation.Column column = columns.features().get(index);
        SourceColumn source = pass.recipe.columns().get(index);
        return switch (problem.trouble()) {
            case UNSEEN -> problems.unseen(column, source);
            case TOO_LARGE -> problems.tooLarge(column, source);
            case WRONG -> problems.wrongValue(column, source);
            case NO_LABEL -> problems.noLabel(columns.label().orElseThrow());
            case UNKNOWN_LABEL ->
                options.unknown(
                        pass.unknownLabel, problems.placeOfLabel(columns.label().orElseThrow(), pass.unknownLabel));
            case MISSING -> {
                problems.requireNoneMissing(columns.features());
                yield problems.wrongValue(column, source);
            }
        };
    }

    /** One way through the rows. */
    private final class Pass implements AutoCloseable {
        private final FeatureRecipe recipe;
        private final boolean mayBeCut;
        private final RowReader reader;
        private final FeatureBuilder features;
        private final List<String> labels = new ArrayList<>();
        private final Map<String, List<String>> kept = new LinkedHashMap<>();
        private RowMaker.Problem problem;
        private String unknownLabel;

        Pass(FeatureRecipe recipe, boolean mayBeCut) {
            this.recipe = recipe;
            this.mayBeCut = mayBeCut;
            int texts = columns.keep().size() + (labelsAreWanted() ? 1 : 0);
            var maker = new RowMaker(recipe, options.type(), texts);
            reader = new RowReader(database, relation, maker, numbersOfPart);
            features = new FeatureBuilder(maker.width(), options.type(), options.storage());
            features.expect(relation.likelyRows());
            columns.keep().forEach(column -> kept.put(column.name(), new ArrayList<>()));
        }

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
                features.addAll(block.numbers(), block.count());
                takeTexts(block);
            }
            return problem == null;
        }

        private void takeTexts(RowMaker.Block block) {
            int place = 0;
            if (labelsAreWanted()) {
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
                FeatureSql sql = relation.sql(columns.features().get(i));
                selected.addAll(sql.numbers(recipe.columns().get(i), isKnown));
            }
            if (labelsAreWanted()) {
                selected.add(label().untrimmedLabel());
            }
            columns.keep().forEach(column -> selected.add("CAST(" + column.sql() + " AS VARCHAR)"));
            return String.join(", ", selected);
        }

        private FeatureSql label() {
            return relation.sql(columns.label().orElseThrow());
        }

        /** Rows that are left out lack a value, or their label. */
        private String where() {
            if (recipe.missing() != Missing.DROP_ROW) {
                return "";
            }
            String allThere = columns.features().stream()
                    .map(column -> relation.sql(column).value() + " IS NOT NULL")
                    .collect(Collectors.joining(" AND "));
            return " WHERE " + allThere + (labelsAreWanted() ? " AND " + label().label() + " <> ''" : "");
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
                    if (!options.isKnown(label)) {
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

        @Override
        public void close() {
            features.close();
        }

        Table table() throws SQLException {
            long leftOut = leftOut();
            return new Table(
                    relation.source(),
                    features.build(),
                    recipe.featureNames(),
                    Optional.of(recipe),
                    labelsAreWanted() ? Optional.of(labels) : Optional.empty(),
                    columns.labelName(),
                    kept,
                    leftOut);
        }

        private long leftOut() throws SQLException {
            if (recipe.missing() != Missing.DROP_ROW) {
                return 0;
            }
            Object all = database.rows("SELECT count(*) FROM " + relation.sql())
                    .get(0)
                    .get(0);
            return ((Number) all).longValue() - features.rows();
        }
    }

    private boolean labelsAreWanted() {
        return options.labelUse() == ReadOptions.LabelUse.REQUIRED;
    }
}
