using System.Text.Json;
using Batch.Contracts.Jobs;
using Batch.Coordinator.Blobs;
using Batch.Coordinator.Enumeration.Manifests;
using Batch.Coordinator.Kinds;
using Batch.Core.Jobs;

namespace Batch.Coordinator.Enumeration;

/// <summary>Opens the source of a job, of whichever sort it is.</summary>
internal sealed class JobSources(JobKinds kinds, SourceManifests manifests, BlobSources blobs)
{
    public async Task<SourceOpening> OpenAsync(Job job, SourceSpec source, CancellationToken cancellationToken) => source switch
    {
        { Manifest: { } manifest, ManifestSha256: { } sha256 } => await manifests.OpenAsync(
            manifest, sha256, kinds[job.Submission.Kind], JsonElement.Parse(job.Submission.OptionsJson), cancellationToken),
        { Container: not null } => new SourceOpening.Opened(blobs.Names(source, job.Submission.OutputFolder)),
        _ => new SourceOpening.Opened(new SourceWalk(source, job.Submission.OutputFolder).Names().ToAsyncEnumerable()),
    };
}
