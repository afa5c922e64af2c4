using System.Collections.Concurrent;
using System.Diagnostics;

namespace Batch.Jobs.Transcription.Sandbox;

/// <summary>
/// Starts children. The kernel ties a child's parent-death signal to the thread that forked it, and a thread of the pool
/// may end at any time: so all are started by one thread that lives as long as the process.
/// </summary>
internal static class ChildThread
{
    private static readonly BlockingCollection<Action> Requests = [];

    static ChildThread() =>
        new Thread(Serve) { IsBackground = true, Name = "child processes" }.Start();

    /// <exception cref="System.ComponentModel.Win32Exception">The program is not there or cannot be run.</exception>
    public static Task<Process> StartAsync(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Requests.Add(() => Start(start, started));
        return started.Task;
    }

    private static void Serve()
    {
        foreach (var request in Requests.GetConsumingEnumerable())
        {
            request();
        }
    }

    private static void Start(ProcessStartInfo start, TaskCompletionSource<Process> started)
    {
        try
        {
            started.SetResult(Process.Start(start) ?? throw new InvalidOperationException("No process was started."));
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or InvalidOperationException or IOException)
        {
            started.SetException(exception);
        }
    }
}
