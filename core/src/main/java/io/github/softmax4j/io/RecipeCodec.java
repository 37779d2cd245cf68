package io.github.softmax4j.io;

import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.SourceColumn;
import io.github.softmax4j.data.SourceColumn.Kind;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A recipe as bytes: the number of its columns, 0 where there is none; then what it says, words by their names.
 *
 * <p>For example:
 *
 * <pre>{@code
 * FeatureRecipe recipe = FeatureRecipe.ofNumbers(List.of("width", "height"));
 * var bytes = new ByteArrayOutputStream();
 * RecipeCodec.write(new DataOutputStream(bytes), Optional.of(recipe));
 * int features = recipe.featureNames().size();
 * Optional<FeatureRecipe> read = RecipeCodec.read(ByteBuffer.wrap(bytes.toByteArray()), features);
 * }</pre>
 */
public final class RecipeCodec {
    /** A name, a kind, and three counts at least. */
    private static final int LEAST_COLUMN_BYTES = 5 * Integer.BYTES;

    private RecipeCodec() {}

    /**
     * Writes a recipe.
     *
     * @param out where to
     * @param recipe empty where there is none
     * @throws IOException if that fails
     */
    public static void write(DataOutputStream out, Optional<FeatureRecipe> recipe) throws IOException {
        Objects.requireNonNull(out, "out must not be null");
        Objects.requireNonNull(recipe, "recipe must not be null");
        if (recipe.isEmpty()) {
            out.writeInt(0);
            return;
        }
        out.writeInt(recipe.get().columns().size());
        HeaderStrings.write(out, recipe.get().missing().name());
        HeaderStrings.write(out, recipe.get().unseen().name());
        out.writeInt(recipe.get().unnamedColumns());
        for (SourceColumn column : recipe.get().columns()) {
            HeaderStrings.write(out, column.name());
            HeaderStrings.write(out, column.kind().name());
            HeaderStrings.write(out, column.categories());
            out.writeInt(column.length());
            out.writeInt(column.fill().size());
            for (double feature : column.fill()) {
                out.writeDouble(feature);
            }
            out.writeByte(column.hasIndicator() ? 1 : 0);
        }
    }

    /**
     * Reads a recipe back.
     *
     * @param bytes what was written, and maybe more
     * @param features how many it makes at most
     * @return empty where there was none
     * @throws IllegalArgumentException if it is none, or none of so many features
     */
    public static Optional<FeatureRecipe> read(ByteBuffer bytes, int features) {
        Objects.requireNonNull(bytes, "bytes must not be null");
        int count = HeaderStrings.readCount(bytes, LEAST_COLUMN_BYTES);
        if (count == 0) {
            return Optional.empty();
        }
        Missing missing = HeaderStrings.word(Missing.class, HeaderStrings.read(bytes));
        Unseen unseen = HeaderStrings.word(Unseen.class, HeaderStrings.read(bytes));
        int unnamed = bytes.getInt();
        var columns = new ArrayList<SourceColumn>();
        for (int i = 0; i < count; i++) {
            columns.add(readColumn(bytes, features));
        }
        return Optional.of(new FeatureRecipe(columns, missing, unseen, unnamed));
    }

    private static SourceColumn readColumn(ByteBuffer bytes, int features) {
        String name = HeaderStrings.read(bytes);
        Kind kind = HeaderStrings.word(Kind.class, HeaderStrings.read(bytes));
        List<String> categories = HeaderStrings.readList(bytes);
        int length = bytes.getInt();
        if (length > features) {
            throw new IllegalArgumentException(
                    "a vector of " + length + " values cannot be in a model of " + features + " features");
        }
        int filled = HeaderStrings.readCount(bytes, Double.BYTES);
        var fill = new ArrayList<Double>();
        for (int i = 0; i < filled; i++) {
            fill.add(bytes.getDouble());
        }
        return new SourceColumn(name, kind, categories, length, fill, bytes.get() != 0);
    }
}
