using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Items;
using Batch.Core.Jobs;
using Batch.Core.Leases;
using Batch.Core.Ledger;

namespace Batch.Simulation.Tests.Checking;

/// <summary>Everything on record at one instant, wherever it is kept: all that the checker reads.</summary>
internal sealed record Records
{
    public required IReadOnlyCollection<Job> Jobs { get; init; }

    public required IReadOnlyCollection<Item> Items { get; init; }

    public required IReadOnlyCollection<Chunk> Chunks { get; init; }

    public required IReadOnlyCollection<Attempt> Attempts { get; init; }

    public required IReadOnlyCollection<WorkerSession> Sessions { get; init; }

    public required IReadOnlyCollection<Posting> Postings { get; init; }

    public required IReadOnlyCollection<ResultRow> Results { get; init; }
}
