using System.Text.Json;
using Batch.Contracts.Leases;
using Batch.Contracts.Objects;

namespace Batch.Worker.Tests.Sessions;

internal static class Grants
{
    public static ChunkGrant Of(string name) => new()
    {
        JobId = "job_1",
        ItemId = "item_1",
        ChunkId = $"chunk_{name}",
        AttemptId = $"attempt_{name}",
        AttemptNumber = 1,
        Epoch = 3,
        LeaseToken = "00112233445566778899aabbccddeeff",
        Kind = "test",
        Stage = "work",
        Sequence = 0,
        RangeStart = 0,
        RangeEnd = 100,
        Options = JsonSerializer.SerializeToElement(new { }),
        Source = new SourceFacts("talks/a.mp3", 10, new string('0', 64)),
        Inputs = Array.Empty<InputLink>(),
        Outputs = Array.Empty<OutputLink>(),
        AuthorisedMicros = 3_600_000_000,
        WallLimitSeconds = 3600,
    };
}
