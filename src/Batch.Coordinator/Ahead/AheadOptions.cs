using System.ComponentModel.DataAnnotations;
using Batch.Core.Chunks;

namespace Batch.Coordinator.Ahead;

/// <summary>How far the stage that fills scratch runs ahead of the stages that use it up.</summary>
public sealed class AheadOptions
{
    public const string Section = "Batch:Ahead";

    /// <summary>
    /// GiB of scratch that a job may hold before no more of its items enter their first stage, 0.001 to 1,000,000. Default 16:
    /// about 140 hours of audio. A job passes it by what the items being prepared at that moment write.
    /// </summary>
    [Range(0.001, 1_000_000)]
    public double ScratchGiB { get; set; } = 16;

    internal RunAhead Rule => new((long)(ScratchGiB * 1024 * 1024 * 1024));
}
