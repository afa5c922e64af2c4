using System.Text.Json;
using Batch.Cli.CommandLine;
using Batch.Cli.Costs;
using Batch.Cli.Progress;
using Batch.Cli.Server;
using Batch.Contracts.Costs;
using Batch.Contracts.Items;
using Batch.Contracts.Jobs;

namespace Batch.Cli.Jobs;

/// <summary>The end of a job: what failed and what to do about it, warnings, totals, where the results are.</summary>
internal static class JobReport
{
    /// <summary>More than this nobody reads in a terminal; the manifest has all.</summary>
    private const int MostItemsNamed = 100;

    /// <summary>Looking for warnings reads every item: not worth it on a job of this size.</summary>
    private const int MostItemsSearched = 2_000;

    /// <param name="Job">As it ended.</param>
    /// <param name="Costs">By stage and by cause.</param>
    /// <param name="Failed">Failed and partial items, at most 100.</param>
    internal sealed record Document(JobView Job, JobCosts Costs, IReadOnlyList<ItemView> Failed);

    public static async Task WriteAsync(Shell shell, BatchClient client, JobView job, bool json, bool quiet, CancellationToken cancellationToken)
    {
        var failed = await FailedAsync(client, job, cancellationToken);
        var costs = await client.CostsAsync(job.Id, cancellationToken);
        foreach (var item in failed)
        {
            shell.Error.WriteLine(FailureLine(item));
        }

        if (json)
        {
            shell.WriteJson(new Document(job, costs, failed));
            return;
        }

        var unnamed = job.Progress.ItemsFailed + job.Progress.ItemsPartial - failed.Count;
        if (unnamed > 0)
        {
            shell.Error.WriteLine($"and {unnamed} more: see {Path.Combine(job.Output.Folder, "manifest.jsonl")}");
        }

        if (!quiet && job.Progress.Items - job.Progress.ItemsReused <= MostItemsSearched)
        {
            await WriteWarningsAsync(shell, client, job, cancellationToken);
        }

        shell.Out.WriteLine($"{job.State}: {JobSummary.Items(job.Progress)}{(job.Error is { } error ? $": {error}" : string.Empty)}");
        if (quiet)
        {
            return;
        }

        shell.Out.WriteLine($"audio    {AudioTime.OfMicros(job.Progress.WorkDone)} transcribed");
        CostTable.WriteByCause(shell, costs);
        shell.Out.WriteLine($"results  {job.Output.Folder}");
    }

    /// <summary>One line that names the item once, with the reason and the remedy.</summary>
    internal static string FailureLine(ItemView item)
    {
        var text = item.Error is { } error ? $"{error.Message} {error.Remedy}" : string.Empty;
        var named = text.Contains(item.Source, StringComparison.Ordinal) ? text : $"{item.Source}: {text}";
        return $"{item.State}: {named}".ReplaceLineEndings(" ").TrimEnd(' ', ':');
    }

    /// <summary>What the kind warns of: an array <c>warnings</c> of sentences, or of objects with a <c>message</c>.</summary>
    internal static IEnumerable<string> Warnings(ItemView item)
    {
        if (item.Facts is not { ValueKind: JsonValueKind.Object } facts
            || !facts.TryGetProperty("warnings", out var warnings)
            || warnings.ValueKind != JsonValueKind.Array)
        {
            yield break;
        }

        foreach (var warning in warnings.EnumerateArray())
        {
            var text = warning.ValueKind == JsonValueKind.Object && warning.TryGetProperty("message", out var message) ? message : warning;
            yield return text.ToString();
        }
    }

    private static async Task<List<ItemView>> FailedAsync(BatchClient client, JobView job, CancellationToken cancellationToken)
    {
        var failed = new List<ItemView>();
        foreach (var (state, count) in new[] { ("failed", job.Progress.ItemsFailed), ("partial", job.Progress.ItemsPartial) })
        {
            if (count > 0)
            {
                failed.AddRange(await client.ItemsAsync(job.Id, state, cancellationToken)
                    .Take(MostItemsNamed - failed.Count)
                    .ToListAsync(cancellationToken));
            }
        }

        return failed;
    }

    /// <summary>A warning of many items is said once, with their number.</summary>
    private static async Task WriteWarningsAsync(Shell shell, BatchClient client, JobView job, CancellationToken cancellationToken)
    {
        var warnings = new Dictionary<string, (string First, int Items)>(StringComparer.Ordinal);
        await foreach (var item in client.ItemsAsync(job.Id, "completed", cancellationToken).Take(MostItemsSearched))
        {
            foreach (var warning in item.Reused ? [] : Warnings(item))
            {
                warnings[warning] = warnings.TryGetValue(warning, out var same) ? (same.First, same.Items + 1) : (item.Source, 1);
            }
        }

        foreach (var (warning, (first, items)) in warnings.Take(MostItemsNamed))
        {
            shell.Error.WriteLine($"warning: {first}{(items > 1 ? $" and {items - 1} more" : string.Empty)}: {warning}".ReplaceLineEndings(" "));
        }
    }
}
