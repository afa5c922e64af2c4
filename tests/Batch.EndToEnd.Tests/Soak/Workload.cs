using Batch.EndToEnd.Tests.Faults;

namespace Batch.EndToEnd.Tests.Soak;

/// <summary>Jobs one after the other, whatever happens around them, until it is told that the time is over.</summary>
internal sealed class Workload(Installation all, int items)
{
    private const int LongestJobSeconds = 3_600;

    private readonly List<SubmittedJob> _jobs = [];

    public IReadOnlyList<SubmittedJob> Jobs => _jobs;

    /// <param name="over">Whether no further job is to begin.</param>
    public async Task RunAsync(Func<bool> over)
    {
        while (!over())
        {
            var job = await all.SubmitAsync(items);
            _jobs.Add(job);
            await all.UntilEndedAsync(job, LongestJobSeconds);
        }
    }

    /// <summary>Chunks that failed by rule: three counted tries, or too many workers lost under them. Their items are named as failed.</summary>
    public long FailedByRule() => all.Count("""SELECT COUNT(*) FROM chunks WHERE "State" = 'Failed' AND ("Tries" >= 3 OR "Losses" >= 3)""");

    /// <summary>What no rule explains.</summary>
    public IReadOnlyList<string> Unexplained()
    {
        var failed = all.Column("""SELECT "Source_Name" FROM items WHERE "State" IN ('Failed', 'Partial')""").Select(name => $"item {Path.GetFileNameWithoutExtension(name)}:").ToList();
        return
        [
            .. all.Column("""SELECT "Id" FROM chunks WHERE "State" = 'Failed' AND "Tries" < 3 AND "Losses" < 3"""),
            .. all.Column("""SELECT i."Id" FROM items i WHERE i."State" IN ('Failed', 'Partial') AND NOT EXISTS (SELECT 1 FROM chunks c WHERE c."Spec_ItemId" = i."Id" AND c."State" = 'Failed')"""),
            .. _jobs.SelectMany(job => job.WrongTexts()).Where(wrong => !failed.Any(item => wrong.StartsWith(item, StringComparison.Ordinal))),
        ];
    }
}
