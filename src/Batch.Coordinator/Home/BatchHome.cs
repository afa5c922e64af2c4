using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Home;

/// <summary>The folder that holds the state of an embedded system, and what is where in it.</summary>
public sealed class BatchHome(IOptions<CoordinatorOptions> options)
{
    public string Folder { get; } = Path.GetFullPath(options.Value.Home);

    public string Database => Path.Combine(Folder, "batch.db");

    public string Objects => Path.Combine(Folder, "objects");

    public string Keys => Path.Combine(Folder, "keys");

    /// <summary>Held open, and so locked, by the one process that uses the home.</summary>
    public string LockFile => Path.Combine(Folder, "lock");
}
