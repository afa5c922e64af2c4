using System.Globalization;
using Batch.Cli.Costs;
using Batch.Contracts.Jobs;

namespace Batch.Cli.Progress;

/// <summary>One line that says where a job stands, in audio time. Pure: the same snapshot gives the same line.</summary>
internal static class ProgressLine
{
    public static string Of(JobView job, Pace pace) => job.State switch
    {
        "waiting" when job.Waiting is { } waiting =>
            $"waits for {waiting.Reason} since {waiting.Since.UtcDateTime:HH:mm:ss} UTC · {Standing(job, pace)}",
        "queued" => "queued",
        _ when job.Progress is { EnumerationComplete: false, WorkKnown: 0 } => $"listing the input · {Items(job.Progress.Items)} so far",
        "cancelling" => $"cancelling · {Standing(job, pace)}",
        "finishing" => $"writing the results · {Standing(job, pace)}",
        _ => Standing(job, pace),
    };

    /// <summary>How much of the known audio is behind us, 0 to 1, what runs now included.</summary>
    public static double Fraction(JobProgress progress) => progress.WorkKnown > 0
        ? Math.Clamp((double)(progress.WorkDone + progress.WorkRunningDone + progress.WorkFailed) / progress.WorkKnown, 0, 1)
        : 0;

    /// <summary>What enumeration found, such as <c>118 done, 8 to do</c>; null while the input is still being looked at.</summary>
    public static string? Found(JobProgress progress)
    {
        if (!progress.EnumerationComplete || progress.ItemsPending > 0)
        {
            return null;
        }

        var toDo = progress.Items - progress.ItemsReused - progress.ItemsSkipped;
        return (progress.ItemsReused > 0 ? $"{progress.ItemsReused} done, " : string.Empty)
            + $"{toDo} to do"
            + (progress.ItemsSkipped > 0 ? $", {progress.ItemsSkipped} skipped" : string.Empty);
    }

    private static string Standing(JobView job, Pace pace)
    {
        var progress = job.Progress;
        var parts = new List<string>
        {
            $"{AudioTime.OfMicros(progress.WorkDone)} of {AudioTime.OfMicros(progress.WorkKnown)} done",
            $"{AudioTime.OfMicros(progress.WorkRunning)} running",
        };

        if (progress.WorkFailed > 0 || progress.ItemsFailed > 0)
        {
            parts.Add($"{AudioTime.OfMicros(progress.WorkFailed)} failed ({Items(progress.ItemsFailed)})");
        }

        parts.Add($"{Ended(progress)} of {Items(progress.Items)}{(progress.EnumerationComplete ? string.Empty : " so far")}");
        if (pace.TimesRealTime is { } speed)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{speed:0.0}x real time"));
        }

        parts.Add(job.Cost.Cost.Text());
        if (pace.Remaining is { } remaining)
        {
            parts.Add($"ETA {AudioTime.Of(remaining)}");
        }

        return string.Join(" · ", parts);
    }

    private static long Ended(JobProgress progress) =>
        progress.ItemsCompleted + progress.ItemsPartial + progress.ItemsFailed + progress.ItemsSkipped + progress.ItemsCancelled;

    private static string Items(long count) => count == 1 ? "1 item" : $"{count} items";
}
