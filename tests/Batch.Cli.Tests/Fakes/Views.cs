using System.Text.Json;
using Batch.Contracts.Costs;
using Batch.Contracts.Jobs;
using Batch.Contracts.Metering;

namespace Batch.Cli.Tests.Fakes;

/// <summary>Jobs as a server shows them.</summary>
internal static class Views
{
    public static readonly JobProgress NoProgress = new()
    {
        EnumerationComplete = false,
        Items = 0,
        ItemsReused = 0,
        ItemsCompleted = 0,
        ItemsPartial = 0,
        ItemsFailed = 0,
        ItemsSkipped = 0,
        ItemsCancelled = 0,
        WorkKnown = 0,
        WorkDone = 0,
        WorkFailed = 0,
        WorkRunning = 0,
        WorkRunningDone = 0,
        ChunksOpen = 0,
        ChunksCommitted = 0,
        ChunksFailed = 0,
        Attempts = 0,
    };

    public static readonly JobView Job = new()
    {
        Id = "job_1",
        Kind = "transcription",
        Name = "talks",
        State = "running",
        Progress = NoProgress,
        Cost = new CostTotal(12.5, new Money("0.000174", "USD", Assumed: true)),
        Pool = "local",
        Priority = 0,
        Options = JsonSerializer.SerializeToElement(new { model = "tiny.en", preset = "fast", language = "en" }),
        Source = new SourceSpec { Paths = ["/talks"] },
        Output = new OutputSpec { Folder = "/out", Formats = ["json", "vtt", "srt", "txt"] },
        Tags = new Dictionary<string, string>(),
        CreatedAt = DateTimeOffset.UnixEpoch,
        Ended = false,
    };

    public static readonly JobCosts Costs = new()
    {
        JobId = "job_1",
        Total = new CostTotal(12.5, new Money("0.000174", "USD", Assumed: true)),
        Lines = [new CostLine("transcribe", "local", "tiny.en", Cause.Useful, 12.5, new Money("0.000174", "USD", Assumed: true))],
        ByCause = [new CauseTotal(Cause.Useful, 12.5, new Money("0.000174", "USD", Assumed: true))],
        PendingAttempts = 0,
        Rate = "local: 0.05 USD per device-hour (assumed)",
    };

    public static JobView Ended(string state) => Job with { State = state, Ended = true };

    public static long Seconds(double seconds) => (long)(seconds * 1_000_000);
}
