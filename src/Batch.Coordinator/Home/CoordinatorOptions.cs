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

    /// <summary>
    /// File with the 32 random bytes under which links are signed and lease tokens derived, the same for all coordinators of an installation:
    /// <c>openssl rand -out signing.key 32</c>. Default: one that the first start makes in the home, for one coordinator alone.
    /// </summary>
    public string? SigningKeyFile { get; set; }

    /// <summary>
    /// Durable ids of the workers inside this process, set by the process itself; default none. A start closes what is left of
    /// their sessions, and in a database that others share only those.
    /// </summary>
    public IReadOnlyList<string> InProcessWorkers { get; set; } = [];
}
