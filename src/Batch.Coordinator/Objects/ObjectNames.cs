using Batch.Core.Chunks;
using Batch.Core.Ids;

namespace Batch.Coordinator.Objects;

/// <summary>
/// How objects are named: by job, item, chunk and epoch, so that no two attempts ever write the same one. Names from
/// users never appear in them.
/// </summary>
public static class ObjectNames
{
    /// <summary>Everything of a job that is kept with it.</summary>
    public static string JobPrefix(JobId job) => $"jobs/{job}/";

    /// <summary>What is deleted as soon as its item's last stage is done.</summary>
    public static string ScratchPrefix(JobId job) => $"scratch/{job}/";

    public static string ScratchPrefix(JobId job, ItemId item) => $"scratch/{job}/{item}/";

    /// <summary>The name of an output of the attempt that holds the chunk under <paramref name="epoch"/>.</summary>
    public static string Output(Chunk chunk, long epoch, string name, bool scratch)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        var prefix = scratch ? ScratchPrefix(chunk.Spec.JobId) : JobPrefix(chunk.Spec.JobId);
        return $"{prefix}{chunk.Spec.ItemId}/{chunk.Id}/e{epoch}/{name}";
    }
}
