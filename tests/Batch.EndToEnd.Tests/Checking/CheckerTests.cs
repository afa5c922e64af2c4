namespace Batch.EndToEnd.Tests.Checking;

/// <summary>The checker finds what is broken, and says what.</summary>
public sealed class CheckerTests(FinishedHome home) : IClassFixture<FinishedHome>
{
    private const string OneChunk = """(SELECT MIN("Id") FROM chunks WHERE "Spec_Stage" = 'transcribe')""";
    private const string OneAttempt = """(SELECT MIN(a."Id") FROM attempts a JOIN chunks c ON c."Id" = a."ChunkId" WHERE c."Spec_Stage" = 'transcribe')""";
    private const string LastAttempt = """(SELECT MAX(a."Id") FROM attempts a JOIN chunks c ON c."Id" = a."ChunkId" WHERE c."Spec_Stage" = 'transcribe')""";

    /// <summary>What breaks a sentence of the rows.</summary>
    public static TheoryData<string, string> Planted { get; } = new()
    {
        { "I1 every chunk has ended", $"""UPDATE chunks SET "State" = 'Ready' WHERE "Id" = {OneChunk}""" },
        { "I1 a committed chunk has exactly one committed attempt, the one that it names", $"""UPDATE attempts SET "State" = 'Lost' WHERE "Id" = {OneAttempt}""" },
        { "I1 a committed chunk has a result, one alone where it transcribes", """DELETE FROM objects WHERE "ObjectName" = (SELECT MIN("ObjectName") FROM objects WHERE "Stage" = 'transcribe')""" },
        { "I1 a result was written by the attempt that committed, under its epoch", """UPDATE objects SET "ObjectName" = replace("ObjectName", '/e1/', '/e9/')""" },
        { "I2 the chunks of an item follow each other without gap or overlap", """UPDATE chunks SET "Spec_RangeStart" = "Spec_RangeStart" + 1 WHERE "Spec_Sequence" = 1""" },
        { "I2 the chunks of an item reach its end", """UPDATE items SET "Work" = "Work" + 1""" },
        { "I4 a chunk has at most one attempt that is billed as useful", $"""UPDATE attempts SET "ChunkId" = {OneChunk}, "Epoch" = 100 WHERE "Id" = {LastAttempt}""" },
        { "I5 every job has ended", """UPDATE jobs SET "State" = 'Running'""" },
        { "I5 every item of an ended job has ended", """UPDATE items SET "State" = 'Open' WHERE "Source_Name" = '0.wav'""" },
        { "I6 a chunk is committed under the epoch of its attempt, and that is its last", $"""UPDATE chunks SET "Epoch" = "Epoch" + 1 WHERE "Id" = {OneChunk}""" },
        { "a job that has ended holds no scratch and nothing ahead", """UPDATE job_counters SET "ScratchBytes" = 1""" },
        { "I3 every attempt has ended", $"""UPDATE attempts SET "State" = 'Running' WHERE "Id" = {OneAttempt}""" },
        { "I3 an attempt has exactly one posting", $"""UPDATE postings SET "Account_AttemptId" = NULL WHERE "Account_AttemptId" = {OneAttempt}""" },
        { "I3 the lines of an attempt's posting are its meter", $"""UPDATE attempts SET "Meter_Run" = "Meter_Run" + 1 WHERE "Id" = {OneAttempt}""" },
        { "I3 the time of a session and of its attempts is its uptime x devices, of a live one not more", """UPDATE sessions SET "At" = "At" + 1""" },
        { "I3 the postings of an ended session are its uptime x devices", """UPDATE posting_lines SET "Time" = "Time" - 1 WHERE "Cause" = 'Idle'""" },
        { "I3 a roll-up is the sum of its postings", """UPDATE rollups SET "Time" = "Time" + 1""" },
        { "I3 all roll-ups together are all postings", """DELETE FROM rollups WHERE "Cause" = 'Useful'""" },
        { "I4 useful time is that of committed attempts", $"""UPDATE attempts SET "State" = 'Refused' WHERE "Id" = {OneAttempt}""" },
        { "I3 every session has ended", """UPDATE sessions SET "State" = 'Live'""" },
    };

    [Fact]
    public void Checker_WhenNothingIsBroken_SaysWhatItLookedAt()
    {
        var report = home.CheckCopy((_, _, _) => { });
        Assert.True(report.Holds, report.ToString());
        Assert.True(report.Looked >= 200, report.ToString());
    }

    [Theory]
    [MemberData(nameof(Planted))]
    public void Checker_WhenARowIsBroken_NamesWhatDoesNotHold(string sentence, string statement)
    {
        var report = home.CheckCopy((records, _, _) => Assert.NotEqual(0, records.Execute(statement)));
        Assert.Contains(report.Broken, broken => broken.StartsWith($"BROKEN {sentence}: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Checker_WhenAnInvariantIsAdded_ThereIsATestThatBreaksIt()
    {
        using var copy = Records.Sqlite(Directory.CreateTempSubdirectory("batch-e2e-").FullName);
        var sentences = Invariant.Of(copy).Concat(Invariant.AtRest).Select(invariant => invariant.Sentence);
        Assert.Equal(sentences.Order(), Planted.Select(row => row.Data.Item1).Order());
    }

    [Fact]
    public void Checker_WhenAnObjectIsGone_NamesIt() => Finds(
        "I1 the object of every result is in the store",
        (_, objects, _) => objects.Delete(objects.Names().First()));

    [Fact]
    public void Checker_WhenAnObjectIsAnother_NamesIt() => Finds(
        "I1 every object has the content that was committed",
        (_, objects, _) => objects.Write(objects.Names().First(), "another"));

    [Fact]
    public void Checker_WhenAnObjectBelongsToNothing_NamesIt() => Finds(
        "no object is there that no result names",
        (_, objects, _) => objects.Write("jobs/orphan", "nobody's"));

    [Fact]
    public void Checker_WhenTheManifestLeavesAnItemOut_NamesIt() => Finds(
        "I1 the manifest lists exactly the items, each once, as they ended",
        (_, _, outputs) => Change(Path.Combine(outputs, "manifest.jsonl"), lines => lines[1..]));

    [Fact]
    public void Checker_WhenTheManifestListsAnItemTwice_NamesIt() => Finds(
        "I1 the manifest lists exactly the items, each once, as they ended",
        (_, _, outputs) => Change(Path.Combine(outputs, "manifest.jsonl"), lines => [.. lines, lines[0]]));

    [Fact]
    public void Checker_WhenAnOutputIsAnother_NamesIt() => Finds(
        "I1 every output that the manifest lists is there with its hash",
        (_, _, outputs) => File.AppendAllText(Path.Combine(outputs, "0.txt"), "more"));

    [Fact]
    public void Checker_WhenAnOutputIsGone_NamesIt() => Finds(
        "I1 every output that the manifest lists is there with its hash",
        (_, _, outputs) => File.Delete(Path.Combine(outputs, "0.vtt")));

    [Fact]
    public void Checker_WhenSecondsAreNotAccountedFor_NamesTheTranscript() => Finds(
        "I2 the seconds of a transcript add up to its duration, its segments lie inside",
        (_, _, outputs) => Change(
            Path.Combine(outputs, "0.wav.json"),
            lines => [.. lines.Select(line => line.Replace("\"failedSeconds\": 0", "\"failedSeconds\": 1", StringComparison.Ordinal).Replace("\"failedSeconds\":0", "\"failedSeconds\":1", StringComparison.Ordinal))]));

    private void Finds(string sentence, Action<Records, StoredObjects, string> injure)
    {
        var report = home.CheckCopy(injure);
        Assert.Contains(report.Broken, broken => broken.StartsWith($"BROKEN {sentence}", StringComparison.Ordinal));
    }

    private static void Change(string file, Func<string[], string[]> change) => File.WriteAllLines(file, change(File.ReadAllLines(file)));
}
