package io.github.softmax4j.examples;

import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.metrics.Evaluation;
import io.github.softmax4j.model.SoftmaxModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text by hashing: words and pairs of neighbours are counted in columns that their hashes choose; no dictionary. */
public final class TextExample {
    private static final Map<String, List<String>> TALK = Map.of(
            "billing", List.of("invoice", "refund", "charged twice", "credit card", "the price", "a receipt"),
            "delivery",
                    List.of("parcel", "the courier", "tracking number", "not arrived", "damaged box", "the address"),
            "login", List.of("password", "locked out", "reset link", "my account", "two factor code", "sign in"));
    private static final List<String> FILLERS = List.of(
            "hello", "please", "help", "i have a question about", "since monday", "again", "thanks", "and also");

    private TextExample() {}

    // begin
    private static final int BITS = 12; // 4096 columns
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{Nd}]+");

    /** Weinberger and others, Feature hashing for large scale multitask learning (2009); rows of length 1. */
    static float[] hashed(String text) {
        var row = new float[1 << BITS];
        String before = "";
        Matcher words = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (words.find()) {
            add(words.group(), row);
            add(before + " " + words.group(), row);
            before = words.group();
        }
        double squares = 0;
        for (float value : row) {
            squares += value * value;
        }
        for (int j = 0; j < row.length; j++) {
            row[j] /= (float) Math.sqrt(Math.max(1, squares)); // text without words stays 0
        }
        return row;
    }

    private static void add(String term, float[] row) {
        int hash = term.hashCode() * 0x9E3779B9; // Knuth's multiplier: the upper bits depend on all
        row[hash >>> (32 - BITS)] += hash << BITS < 0 ? -1 : 1; // signs let collisions cancel on average
    }
    // end

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) {
        var random = new Random(1);
        Dataset messages = messages(600, random);
        SoftmaxModel model = SoftmaxRegression.withDefaults().fit(messages).model();
        Evaluation test = model.evaluate(messages(200, random));
        System.out.println(test.report() + model.predict(hashed("My parcel has not arrived: where is the courier?")));
        if (test.accuracy() < 0.95) {
            throw new IllegalStateException("the accuracy must be at least 0.95, but is " + test.accuracy());
        }
    }

    private static Dataset messages(int count, Random random) {
        List<String> subjects = TALK.keySet().stream().sorted().toList();
        var rows = new float[count][];
        var labels = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            String subject = subjects.get(random.nextInt(subjects.size()));
            rows[i] = hashed(some(FILLERS, random) + " " + some(TALK.get(subject), random) + ", "
                    + some(FILLERS, random) + " " + some(TALK.get(subject), random));
            labels.add(subject);
        }
        return Dataset.of(rows, labels.toArray(String[]::new));
    }

    private static String some(List<String> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }
}
