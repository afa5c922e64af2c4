using System.ComponentModel.DataAnnotations;

namespace Batch.Coordinator.Home;

/// <summary>Where the embedded system keeps its state.</summary>
public sealed class CoordinatorOptions
{
    public const string Section = "Batch";

    /// <summary>
    /// Folder of database, objects and keys; made at first start. Set by <c>BATCH_HOME</c>; default
    /// <c>~/.local/share/batch</c>. Never on a network filesystem.
    /// </summary>
    [Required]
    public string Home { get; set; } = "";
}
