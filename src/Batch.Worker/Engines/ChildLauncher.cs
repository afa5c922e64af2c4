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
    /// Starts the program in a session of its own, bound to the life of this process where <c>setpriv</c> is there, with its
    /// output redirected.
    /// </summary>
    public static Task<Process> StartAsync(string program, IEnumerable<string> arguments)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Requests.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(InfoOf(program, arguments))!);
            }
            catch (Exception e)
            {
                started.SetException(e);
            }
        });
        return started.Task;
    }

    private static void Serve()
    {
        foreach (var request in Requests.GetConsumingEnumerable())
        {
            request();
        }
    }

    private static ProcessStartInfo InfoOf(string program, IEnumerable<string> arguments)
    {
        // Both replace themselves by the next program, so the process id is the child's own.
        string[] bound = OnPath("setsid") && OnPath("setpriv")
            ? ["setsid", "setpriv", "--pdeathsig", "KILL", "--no-new-privs", "--", program]
            : [program];
        return new ProcessStartInfo(bound[0], [.. bound[1..], .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    private static bool OnPath(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, name)));
}
