using System.Text.Json;
using Batch.Contracts.Jobs;
using Batch.Coordinator.Enumeration.Manifests;
using Batch.Coordinator.Kinds;
using Batch.Core.Jobs;

namespace Batch.Coordinator.Enumeration;

/// <summary>Opens the source of a job, of whichever sort it is.</summary>
internal sealed class JobSources(JobKinds kinds, SourceManifests manifests)
{
    public Task<SourceOpening> OpenAsync(Job job, SourceSpec source, CancellationToken cancellationToken) =>
        source is { Manifest: { } manifest, ManifestSha256: { } sha256 }
            ? manifests.OpenAsync(manifest, sha256, kinds[job.Submission.Kind], JsonElement.Parse(job.Submission.OptionsJson), cancellationToken)
            : Task.FromResult<SourceOpening>(new SourceOpening.Opened(new SourceWalk(source, job.Submission.OutputFolder).Names().ToAsyncEnumerable()));
}
