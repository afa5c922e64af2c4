using System.Security.Cryptography;
using Batch.Cli.CommandLine;

namespace Batch.Cli.Roles;

/// <summary>
/// The folder of a worker process, below the home: its id, which stays the same whenever it is started, and a lock, so that no two
/// processes pass for the same worker.
/// </summary>
internal sealed class WorkerState : IDisposable
{
    private readonly FileStream _lock;

    private WorkerState(FileStream taken, string instanceId, string folder)
    {
        _lock = taken;
        InstanceId = instanceId;
        Folder = folder;
    }

    /// <summary>Durable: a worker that registers with it again closes the session of the process before.</summary>
    public string InstanceId { get; }

    /// <summary>Nobody else's.</summary>
    public string Folder { get; }

    /// <exception cref="CommandFailedException">Another process serves this pool from this home, or the home cannot be written.</exception>
    public static WorkerState Take(string home, string pool)
    {
        var folder = Path.Combine(home, "workers", pool);
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            throw CommandFailedException.WrongUse($"the home '{home}' cannot be written ({failure.Message}): set BATCH_HOME to a folder that you may write.");
        }

        FileStream taken;
        try
        {
            taken = new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw CommandFailedException.WrongUse(
                $"another worker serves pool {pool} from '{home}': give that one more --slots, or set BATCH_HOME to another folder.");
        }

        return new WorkerState(taken, ReadId(Path.Combine(folder, "id")), folder);
    }

    public void Dispose() => _lock.Dispose();

    // Machines are cloned with their names; a home is not.
    private static string ReadId(string file)
    {
        if (!File.Exists(file))
        {
            var temporary = $"{file}.new";
            File.WriteAllText(temporary, $"{Environment.MachineName}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}");
            File.Move(temporary, file, overwrite: true);
        }

        return File.ReadAllText(file).Trim();
    }
}
