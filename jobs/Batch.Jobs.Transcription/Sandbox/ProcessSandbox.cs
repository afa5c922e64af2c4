using System.Diagnostics;
using System.Globalization;
using Batch.Contracts.Kinds;

namespace Batch.Jobs.Transcription.Sandbox;

/// <summary>
/// Runs a program on untrusted input: in a session of its own, without new privileges, with limits on processor time,
/// memory and files, an empty environment, and dead when its parent is, when its time is over or when it is cancelled.
/// </summary>
internal sealed class ProcessSandbox(TimeProvider time)
{
    /// <summary>The system's tools that it is made of, from util-linux.</summary>
    public static IReadOnlyList<string> Tools { get; } = ["setsid", "setpriv", "prlimit"];

    /// <param name="program">Path or name of the program.</param>
    /// <param name="arguments">Never built from names that users gave.</param>
    /// <param name="folder">Its working directory.</param>
    /// <param name="limits">What it may use.</param>
    /// <param name="readOutput">Consumes its standard output; may stop before the end, which ends the program.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">The sandbox's tools are not there.</exception>
    /// <exception cref="ChildKilledException">Somebody else killed the program, such as a system that ran out of memory.</exception>
    public async Task<SandboxExit> RunAsync(
        string program,
        IEnumerable<string> arguments,
        string folder,
        SandboxLimits limits,
        Func<Stream, CancellationToken, Task> readOutput,
        CancellationToken cancellationToken)
    {
        using var wall = new CancellationTokenSource(limits.Wall, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(wall.Token, cancellationToken);
        var started = time.GetTimestamp();
        using var process = await ChildThread.StartAsync(Start(program, arguments, folder, limits));
        var complaints = new Complaints();
        var draining = complaints.DrainAsync(process.StandardError, CancellationToken.None);
        try
        {
            process.StandardInput.Close();
            await readOutput(process.StandardOutput.BaseStream, stop.Token);
            process.StandardOutput.Close();
            await process.WaitForExitAsync(stop.Token);
        }
        catch (OperationCanceledException) when (wall.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }

            await draining;
        }

        if (ChildKilledException.IsExitCodeOfKill(process.ExitCode) && !wall.IsCancellationRequested)
        {
            // What it read until then looks complete and is not: this must never pass for the end of its input.
            throw new ChildKilledException($"{program} was killed");
        }

        return new SandboxExit(
            process.ExitCode, wall.IsCancellationRequested, time.GetElapsedTime(started), complaints.First, complaints.Count);
    }

    private static ProcessStartInfo Start(string program, IEnumerable<string> arguments, string folder, SandboxLimits limits)
    {
        var start = new ProcessStartInfo("setsid")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        start.Environment["LC_ALL"] = "C.UTF-8";
        string[] fence =
        [
            "setpriv", "--pdeathsig", "KILL", "--no-new-privs", "--",
            "prlimit",
            // The soft limit alone, so that the signal says what happened.
            string.Create(CultureInfo.InvariantCulture, $"--cpu={limits.CpuSeconds}:{limits.CpuSeconds + 5}"),
            Limit("as", limits.MemoryBytes),
            // It writes to its standard output only.
            Limit("fsize", 0),
            Limit("core", 0),
            Limit("nofile", 64),
            "--",
            program,
        ];
        foreach (var word in fence.Concat(arguments))
        {
            start.ArgumentList.Add(word);
        }

        return start;
    }

    private static string Limit(string resource, long value) =>
        string.Create(CultureInfo.InvariantCulture, $"--{resource}={value}");
}
