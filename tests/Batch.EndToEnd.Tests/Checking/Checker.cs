namespace Batch.EndToEnd.Tests.Checking;

/// <summary>
/// Proves the invariants of the design after a run, from the rows, the objects and the outputs alone: it shares no code with the
/// product. Call it when every job has ended and every live session has reported since.
/// </summary>
internal sealed class Checker(Records records, StoredObjects objects)
{
    /// <param name="atRest">Whether no process runs any more.</param>
    public CheckReport Run(bool atRest)
    {
        var report = new CheckReport();
        foreach (var invariant in Invariant.Of(records).Concat(atRest ? Invariant.AtRest : []))
        {
            report.Add(invariant.Sentence, records.Count($"SELECT COUNT(*) {invariant.Subjects}"), records.Column(invariant.Violations));
        }

        CheckObjects(report, atRest);
        foreach (var folder in records.Column("""SELECT DISTINCT "Submission_OutputFolder" FROM jobs WHERE "EndedAt" IS NOT NULL"""))
        {
            CheckOutputs(report, folder);
        }

        return report;
    }

    private void CheckObjects(CheckReport report, bool atRest)
    {
        var named = records.Rows("""SELECT "ObjectName", "Sha256" FROM objects WHERE NOT "Scratch" """).ToDictionary(row => row[0], row => row[1]);
        var stored = objects.Names();
        report.Add("I1 the object of every result is in the store", named.Count, [.. named.Keys.Where(name => !stored.Contains(name))]);
        report.Add(
            "I1 every object has the content that was committed", named.Count, [.. named.Where(pair => stored.Contains(pair.Key) && objects.Hash(pair.Key) != pair.Value).Select(pair => pair.Key)]);
        // What a lost attempt writes after its job was cleared up stays until everything is looked at again.
        var late = atRest ? [] : records.Column("""SELECT "ChunkId" || '/e' || "Epoch" FROM attempts WHERE "State" NOT IN ('Running', 'Committed')""").ToHashSet(StringComparer.Ordinal);
        report.Add("no object is there that no result names", stored.Count, [.. stored.Where(name => !named.ContainsKey(name) && !late.Contains(AttemptOf(name)))]);
    }

    /// <summary>Chunk and epoch, out of the name of an object.</summary>
    private static string AttemptOf(string name) => string.Join('/', name.Split('/').SkipLast(1).TakeLast(2));

    private void CheckOutputs(CheckReport report, string folder)
    {
        var outputs = new OutputFolder(folder);
        var items = records.Rows($"""
            SELECT e."Source", i."Id", i."State" FROM output_entries e JOIN items i ON i."Id" = e."ItemId" WHERE e."Folder" = '{folder.Replace("'", "''", StringComparison.Ordinal)}'
            """);
        var missed = records.Column($"""
            SELECT i."Source_Name" FROM items i JOIN jobs j ON j."Id" = i."JobId" WHERE j."Submission_OutputFolder" = '{folder.Replace("'", "''", StringComparison.Ordinal)}'
            """).Except(items.Select(row => row[0]), StringComparer.Ordinal);
        var listed = outputs.Lines.Select(line => $"{line.GetProperty("source")} {line.GetProperty("itemId")} {line.GetProperty("status")}").ToList();
        var expected = items.Select(row => $"{row[0]} {row[1]} {row[2].ToLowerInvariant()}").ToList();
        string[] differences = [.. expected.Except(listed), .. listed.Except(expected), .. missed, .. listed.GroupBy(line => line).Where(line => line.Count() > 1).Select(line => line.Key)];
        report.Add("I1 the manifest lists exactly the items, each once, as they ended", listed.Count, differences);
        report.Add("I1 every output that the manifest lists is there with its hash, and nothing else is", outputs.Listed.Count(), [.. outputs.Differences()]);
        report.Add("I2 the seconds of a transcript add up to its duration, its segments lie inside", outputs.Transcripts().Count(), [.. outputs.UncoveredTranscripts()]);
    }
}
