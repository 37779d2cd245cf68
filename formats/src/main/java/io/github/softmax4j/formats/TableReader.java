package io.github.softmax4j.formats;

import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.SourceColumn.Kind;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a table: finds or takes a recipe, and makes features of the rows. What is fast is tried first. */
final class TableReader {
    private static final Logger LOG = LoggerFactory.getLogger(TableReader.class);

    /** DuckDB takes very long to plan a query of more columns, and ends the process if there are far more. */
    private static final int MOST_COLUMNS = 30_000;

    private static final int MANY_COLUMNS = 4_000;

    private final TableRequest request;
    private final TableColumns columns;
    private final TableProblems problems;

    TableReader(TableRequest request) {
        this.request = request;
        this.columns = request.columns();
        this.problems = new TableProblems(request);
    }

    Table read() throws IOException {
        try {
            makeRoomForColumns();
            return request.options().expected().isPresent() ? readExpected() : readTraining();
        } catch (SQLException e) {
            throw SqlProblem.in(request.relation().source(), e);
        }
    }

    /** DuckDB works on blocks of 2048 rows, with several vectors for each column. */
    private void makeRoomForColumns() throws SQLException, InputException {
        int count = request.relation().columns().size();
        if (count > MOST_COLUMNS) {
            throw new InputException(
                    request.relation().sourceName(),
                    "a table may have " + MOST_COLUMNS + " columns, but this one has " + count
                            + "; as an array (NPY) or as LIBSVM it can be read");
        }
        if (count > MANY_COLUMNS) {
            request.database().execute("SET memory_limit = '" + (1 + count / MANY_COLUMNS) + "GB'");
        }
    }

    /** Rows may be left out of an evaluation; predictions would go to other rows than they belong to. */
    private FeatureRecipe expectedRecipe() {
        ReadOptions.Expected expected = request.options().expected().get();
        FeatureRecipe recipe = expected.recipe().orElseGet(() -> FeatureRecipe.ofNumbers(expected.featureNames()));
        FeatureRecipe answering =
                request.options().table().unseen().map(recipe::withUnseen).orElse(recipe);
        boolean wouldShiftRows = recipe.missing() == Missing.DROP_ROW && !request.labelsAreWanted();
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
        var maker = new RecipeMaker(request, problems);
        FeatureRecipe recipe = named(maker.make());
        return read(recipe, recipe.missing() == Missing.ERROR && maker.knowsAllValues(), maker.notes());
    }

    /**
     * Most tables are as they should be, and DuckDB takes long to plan a query that looks for all that may be
     * wrong.
     */
    private Table readExpected() throws SQLException, IOException {
        FeatureRecipe recipe = expectedRecipe();
        Optional<Table> table = refusesWhatIsOdd(recipe) ? attempt(recipe) : Optional.empty();
        return table.isPresent() ? table.get() : read(recipe, false, ReadingNotes.NONE);
    }

    /** Where the recipe has a place for odd values they are likely to occur, and an attempt would not notice them. */
    private static boolean refusesWhatIsOdd(FeatureRecipe recipe) {
        return recipe.missing() == Missing.ERROR
                && recipe.columns().stream().allMatch(column -> column.fill().isEmpty())
                && (recipe.unseen() == Unseen.ERROR
                        || recipe.columns().stream().noneMatch(column -> column.kind() == Kind.CATEGORY));
    }

    /** Reads as if all values were there and what they should be; empty where one is not. */
    private Optional<Table> attempt(FeatureRecipe recipe) throws IOException {
        try (var pass = new TablePass(request, recipe, true)) {
            boolean isWhole = pass.run(true).isEmpty() && pass.rows() > 0;
            return isWhole ? Optional.of(pass.table(ReadingNotes.NONE)) : Optional.empty();
        } catch (SQLException e) {
            LOG.debug(
                    "a value is not what it should be; whoever looks at all values finds it, and what else is wrong",
                    e);
            return Optional.empty();
        }
    }

    private FeatureRecipe named(FeatureRecipe recipe) {
        return request.relation().isNamed()
                ? recipe
                : recipe.ofUnnamed(columns.all().size());
    }

    private boolean looksLikeNumbers() {
        boolean nothingSpecial = request.options().table().missing() == Missing.ERROR
                && columns.told().isEmpty()
                && request.options().table().unseen().isEmpty();
        int[] indices =
                columns.features().stream().mapToInt(Relation.Column::index).toArray();
        return nothingSpecial
                && !request.relation().firstRows().isEmpty()
                && request.relation().firstRows().stream()
                        .filter(row -> row.size() == columns.all().size())
                        .allMatch(row -> IntStream.of(indices).noneMatch(i -> TextDialect.isWord(row.get(i))));
    }

    /** Reads with a recipe of these rows, or of others, whose values are not known to fit. */
    private Table read(FeatureRecipe recipe, boolean isKnown, ReadingNotes notes) throws SQLException, IOException {
        var fast = new TablePass(request, recipe, true);
        try (fast) {
            return table(fast, isKnown, notes);
        } catch (SQLException e) {
            if (!fast.isInParts()) {
                throw e;
            }
            LOG.debug("in parts the text cannot be read; in one pass DuckDB says where not", e);
        }
        try (var pass = new TablePass(request, recipe, false)) {
            return table(pass, isKnown, notes);
        }
    }

    private Table table(TablePass pass, boolean isKnown, ReadingNotes notes) throws SQLException, IOException {
        Optional<RowMaker.Problem> problem = pass.run(isKnown);
        if (problem.isPresent()) {
            throw problems.of(problem.get(), pass);
        }
        if (pass.rows() == 0) {
            throw problems.noRows();
        }
        return pass.table(notes);
    }
}
