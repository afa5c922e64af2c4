using Batch.Cli.CommandLine;
using Batch.Cli.Costs;
using Batch.Cli.Progress;
using Batch.Contracts.Jobs;

namespace Batch.Cli.Jobs;

/// <summary>One job in a few lines.</summary>
internal static class JobSummary
{
    public static void Write(Shell shell, JobView job)
    {
        var progress = job.Progress;
        Field("job", $"{job.Id} ({job.Name})");
        Field("state", job.State + (job.Waiting is { } waiting ? $": {waiting.Reason}" : string.Empty) + (job.Error is { } error ? $": {error}" : string.Empty));
        Field("created", job.CreatedAt.UtcDateTime.ToString("u", System.Globalization.CultureInfo.InvariantCulture));
        Field("input", Input(job.Source));
        Field("output", job.Output.Folder);
        Field("items", Items(progress));
        Field("audio", $"{AudioTime.OfMicros(progress.WorkDone)} done of {AudioTime.OfMicros(progress.WorkKnown)}");
        Field("cost", job.Cost.Cost.Text());

        void Field(string name, string value) => shell.Out.WriteLine($"{name,-8} {value}");
    }

    private static string Input(SourceSpec source) =>
        source.Container is { } container ? $"azure://{container}/{source.Prefix}" : source.Manifest ?? string.Join(", ", source.Paths);

    /// <summary>Such as <c>9 items: 6 completed (2 of them before), 1 failed, 2 skipped</c>.</summary>
    internal static string Items(JobProgress progress)
    {
        var parts = new List<string>();
        Add(progress.ItemsCompleted, progress.ItemsReused > 0 ? $"completed ({progress.ItemsReused} of them before)" : "completed");
        Add(progress.ItemsPartial, "partial");
        Add(progress.ItemsFailed, "failed");
        Add(progress.ItemsSkipped, "skipped");
        Add(progress.ItemsCancelled, "cancelled");
        var items = progress.Items == 1 ? "1 item" : $"{progress.Items} items";
        return parts.Count == 0 ? items : $"{items}: {string.Join(", ", parts)}";

        void Add(long count, string state)
        {
            if (count > 0)
            {
                parts.Add($"{count} {state}");
            }
        }
    }
}
