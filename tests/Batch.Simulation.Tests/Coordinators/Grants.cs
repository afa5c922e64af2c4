using System.Text.Json;
using Batch.Contracts.Leases;
using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Items;

namespace Batch.Simulation.Tests.Coordinators;

/// <summary>Grants as a worker gets them, but for the links: nobody here reads or writes an object.</summary>
internal static class Grants
{
    private static readonly JsonElement NoOptions = JsonElement.Parse("{}");

    public static ChunkGrant Of(Attempt attempt, Chunk chunk, Item item, string token) => new()
    {
        JobId = attempt.JobId.Value,
        ItemId = attempt.ItemId.Value,
        ChunkId = attempt.ChunkId.Value,
        AttemptId = attempt.Id.Value,
        AttemptNumber = attempt.Number,
        Epoch = attempt.Epoch,
        LeaseToken = token,
        Kind = Shape.Kind,
        Stage = chunk.Spec.Stage,
        Sequence = chunk.Spec.Sequence,
        RangeStart = chunk.Spec.RangeStart,
        RangeEnd = chunk.Spec.RangeEnd,
        Options = NoOptions,
        Source = new SourceFacts(item.Source.Name, item.Source.Bytes, "sha"),
        Inputs = [],
        Outputs = [],
        AuthorisedMicros = long.MaxValue,
        WallLimitSeconds = Shape.WallLimitSeconds,
    };
}
