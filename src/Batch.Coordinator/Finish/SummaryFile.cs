using System.Reflection;
using System.Text.Json;
using Batch.Contracts;
using Batch.Coordinator.Costs;
using Batch.Coordinator.Files;
using Batch.Coordinator.Jobs;
using Batch.Coordinator.Publication;
using Batch.Coordinator.Storage;
using Batch.Core.Ids;
using Batch.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Finish;

/// <summary><c>job.json</c>: totals, costs by cause, versions and models of the last job that published into a folder.</summary>
internal sealed class SummaryFile(Store store, JobViews views)
{
    public async Task WriteAsync(JobId id, JobState final, DateTimeOffset endedAt, IReadOnlyCollection<ModelUse> models, CancellationToken cancellationToken)
    {
        var summary = await store.ReadAsync(
            async db =>
            {
                var job = await db.Jobs.SingleAsync(j => j.Id == id, cancellationToken);
                var view = await views.OfAsync(db, job, cancellationToken);
                return new Summary
                {
                    Job = view with { State = StateWords.Of(final), EndedAt = endedAt, Ended = true },
                    StartedAt = job.CreatedAt,
                    EndedAt = endedAt,
                    Costs = await JobCostSheet.ReadAsync(db, job, cancellationToken),
                    BatchVersion = Version,
                    Models = models,
                };
            },
            cancellationToken);
        var folder = summary.Job.Output.Folder;
        await AtomicFile.ReplaceAsync(
            Path.Join(folder, OutputNames.Summary),
            Path.Join(folder, $".{OutputNames.Summary}.tmp"),
            async file =>
            {
                await JsonSerializer.SerializeAsync(file, summary, WireJson.Indented, cancellationToken);
                file.WriteByte((byte)'\n');
                return true;
            },
            cancellationToken);
    }

    private static string Version =>
        typeof(SummaryFile).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private sealed record Summary
    {
        public required string BatchVersion { get; init; }

        public required DateTimeOffset StartedAt { get; init; }

        public required DateTimeOffset EndedAt { get; init; }

        public required Contracts.Jobs.JobView Job { get; init; }

        public required Contracts.Costs.JobCosts Costs { get; init; }

        public required IReadOnlyCollection<ModelUse> Models { get; init; }
    }
}
