using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Batch.EndToEnd.Tests.Machine;

/// <summary>One real process of the built executable.</summary>
internal sealed class BatchProcess : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    private readonly Process _process;
    private readonly StringBuilder _out = new();
    private readonly StringBuilder _error = new();
    private readonly List<(string Text, TaskCompletionSource Seen)> _awaited = [];
    private bool _disposed;

    private BatchProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Hear(_out, line.Data);
        process.ErrorDataReceived += (_, line) => Hear(_error, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public string Out => Read(_out);

    public string Error => Read(_error);

    public string Everything => $"exit {(_process.HasExited ? _process.ExitCode : null)}\n--- out\n{Out}\n--- error\n{Error}";

    /// <param name="home">Folder of the state.</param>
    /// <param name="folder">Working directory.</param>
    /// <param name="arguments">Of <c>batch</c>.</param>
    /// <param name="prefix">A program and its arguments that starts it; none in most tests.</param>
    public static BatchProcess Start(string home, string folder, IEnumerable<string> arguments, params string[] prefix)
    {
        string[] environment = [$"BATCH_HOME={home}", $"BATCH_MODELS={Repository.Models}"];
        return Start(folder, environment, [.. prefix, "dotnet", Repository.Executable, .. arguments]);
    }

    /// <summary>Another program that a test runs beside it.</summary>
    /// <param name="folder">Working directory.</param>
    /// <param name="environment">Variables besides those of this process, <c>NAME=value</c>.</param>
    /// <param name="command">The program and its arguments.</param>
    public static BatchProcess Start(string folder, IEnumerable<string> environment, string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var variable in environment.Select(variable => variable.Split('=', 2)))
        {
            start.Environment[variable[0]] = variable[1];
        }

        return new BatchProcess(Process.Start(start)!);
    }

    /// <summary>Waits until a text has been printed on either stream.</summary>
    public async Task SeeAsync(string text)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_awaited)
        {
            if (Out.Contains(text, StringComparison.Ordinal) || Error.Contains(text, StringComparison.Ordinal))
            {
                return;
            }

            _awaited.Add((text, seen));
        }

        var exited = _process.WaitForExitAsync();
        if (await Task.WhenAny(seen.Task, exited).WaitAsync(Limit) == exited && !seen.Task.IsCompleted)
        {
            Assert.Fail($"The process ended before it said '{text}'.\n{Everything}");
        }
    }

    public async Task ExitAsync() => await _process.WaitForExitAsync().WaitAsync(Limit);

    /// <summary>What a terminal sends on Ctrl-C.</summary>
    public void Interrupt() => Signal(2);

    /// <summary>What a supervisor sends, and a machine that is about to be taken away.</summary>
    public void Terminate() => Signal(15);

    /// <summary>kill -9 of this process alone, not of its children.</summary>
    public void Kill() => Signal(9);

    /// <summary>It stands still until <see cref="Resume"/>.</summary>
    public void Suspend() => Signal(19);

    public void Resume() => Signal(18);

    /// <summary>Another process stands still for good.</summary>
    public static void Suspend(int process) => Assert.Equal(0, SendSignal(process, 19));

    /// <summary>kill -9 of another process.</summary>
    public static void Kill(int process) => Assert.Equal(0, SendSignal(process, 9));

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private void Signal(int signal) => Assert.Equal(0, SendSignal(_process.Id, signal));

    private void Hear(StringBuilder stream, string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_awaited)
        {
            lock (stream)
            {
                stream.AppendLine(line);
            }

            foreach (var (text, seen) in _awaited)
            {
                if (line.Contains(text, StringComparison.Ordinal))
                {
                    seen.TrySetResult();
                }
            }
        }
    }

    private static string Read(StringBuilder stream)
    {
        lock (stream)
        {
            return stream.ToString();
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int pid, int signal);
}
