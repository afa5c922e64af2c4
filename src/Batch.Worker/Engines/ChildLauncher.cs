using System.Collections.Concurrent;
using System.Diagnostics;

namespace Batch.Worker.Engines;

/// <summary>
/// Starts child processes from one thread that lives as long as the process: the signal that ends a child with its
/// parent is sent when the thread dies that started it, and threads of the pool come and go.
/// </summary>
internal static class ChildLauncher
{
    private static readonly BlockingCollection<Action> Requests = [];

    static ChildLauncher() => new Thread(Serve) { IsBackground = true, Name = "child launcher" }.Start();

    /// <summary>
    /// Starts the program in a session of its own, bound to the life of this process, with its output redirected. Only Linux
    /// can bind it.
    /// </summary>
    /// <param name="program">What to start.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables beside those of this process.</param>
    /// <exception cref="EngineUnavailableException">On Linux: the programs of util-linux that bind it are missing.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public static Task<Process> StartAsync(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Requests.Add(() =>
        {
            try
            {
                var info = InfoOf(program, arguments, Environment.GetEnvironmentVariable("PATH") ?? "");
                foreach (var (name, value) in environment)
                {
                    info.Environment[name] = value;
                }

                started.SetResult(Process.Start(info)!);
            }
            catch (Exception e)
            {
                started.SetException(e);
            }
        });
        return started.Task;
    }

    /// <param name="program">What to start.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="searchPath">Folders, as in <c>PATH</c>.</param>
    internal static ProcessStartInfo InfoOf(string program, IEnumerable<string> arguments, string searchPath)
    {
        // Both replace themselves by the next program, so the process id is the child's own.
        string[] bound = OperatingSystem.IsLinux()
            ? [Required("setsid", searchPath), Required("setpriv", searchPath), "--pdeathsig", "KILL", "--no-new-privs", "--", program]
            : [program];
        return new ProcessStartInfo(bound[0], [.. bound[1..], .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    private static void Serve()
    {
        foreach (var request in Requests.GetConsumingEnumerable())
        {
            request();
        }
    }

    /// <summary>Without it an engine would outlive a worker that is killed, and keep its memory and its device.</summary>
    private static string Required(string name, string searchPath) => searchPath
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists)
        ?? throw new EngineUnavailableException(
            "engine_start_failed",
            $"The program {name}, which ends an engine together with its worker, is not on PATH.",
            "Install the package util-linux.");
}
