namespace Batch.Score;

/// <summary>The least edits that make the reference of the transcript, by kind.</summary>
internal readonly record struct WordErrors(int Substituted, int Deleted, int Inserted)
{
    public int Total => Substituted + Deleted + Inserted;

    public static WordErrors operator +(WordErrors left, WordErrors right) => Add(left, right);

    public static WordErrors Add(WordErrors left, WordErrors right) =>
        new(left.Substituted + right.Substituted, left.Deleted + right.Deleted, left.Inserted + right.Inserted);

    public static WordErrors Between(string[] reference, string[] transcript)
    {
        var above = new WordErrors[transcript.Length + 1];
        var row = new WordErrors[transcript.Length + 1];
        for (var column = 0; column <= transcript.Length; column++)
        {
            above[column] = new WordErrors(0, 0, column);
        }

        for (var line = 1; line <= reference.Length; line++)
        {
            row[0] = new WordErrors(0, line, 0);
            for (var column = 1; column <= transcript.Length; column++)
            {
                row[column] = reference[line - 1] == transcript[column - 1]
                    ? above[column - 1]
                    : Least(
                        above[column - 1] with { Substituted = above[column - 1].Substituted + 1 },
                        above[column] with { Deleted = above[column].Deleted + 1 },
                        row[column - 1] with { Inserted = row[column - 1].Inserted + 1 });
            }

            (above, row) = (row, above);
        }

        return above[transcript.Length];
    }

    private static WordErrors Least(WordErrors substituted, WordErrors deleted, WordErrors inserted)
    {
        var least = substituted.Total <= deleted.Total ? substituted : deleted;
        return least.Total <= inserted.Total ? least : inserted;
    }
}
