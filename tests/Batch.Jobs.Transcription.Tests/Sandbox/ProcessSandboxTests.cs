using Batch.Contracts.Kinds;
using Batch.Jobs.Transcription.Sandbox;

namespace Batch.Jobs.Transcription.Tests.Sandbox;

public sealed class ProcessSandboxTests
{
    private static readonly SandboxLimits Limits = new() { Wall = TimeSpan.FromSeconds(60), CpuSeconds = 20, MemoryBytes = 1L << 30 };

    private readonly ProcessSandbox _sandbox = new(TimeProvider.System);

    [Fact]
    public async Task Program_WhenItEnds_IsReportedWithItsExitCodeAndComplaints()
    {
        var output = new MemoryStream();

        var exit = await Shell("echo out; echo one >&2; echo two >&2; exit 3", (stream, stop) => stream.CopyToAsync(output, stop));

        Assert.Equal(3, exit.ExitCode);
        Assert.Equal(["one", "two"], exit.Complaints);
        Assert.Equal("out\n"u8.ToArray(), output.ToArray());
    }

    [Fact]
    public async Task Program_WhenItsWallTimeIsOver_IsKilledWithItsChildren()
    {
        var pids = new MemoryStream();

        var exit = await Shell("sleep 1000 & echo $$ $!; wait", (stream, stop) => stream.CopyToAsync(pids, stop), Limits with { Wall = TimeSpan.FromSeconds(1) });

        Assert.True(exit.TimedOut);
        await AssertGone(pids);
    }

    [Fact]
    public async Task Program_WhenCancelled_IsKilledWithItsChildren()
    {
        using var cancel = new CancellationTokenSource();
        var pids = new MemoryStream();
        var running = Shell(
            "sleep 1000 & echo $$ $!; wait",
            async (stream, stop) =>
            {
                var buffer = new byte[100];
                pids.Write(buffer, 0, await stream.ReadAsync(buffer, stop));
                await cancel.CancelAsync();
                await stream.ReadExactlyAsync(buffer, stop);
            },
            cancellationToken: cancel.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await AssertGone(pids);
    }

    [Fact]
    public async Task Program_WhenItUsesUpItsProcessorTime_IsOutOfTime()
    {
        var exit = await Shell("while :; do :; done", limits: Limits with { CpuSeconds = 1 });

        Assert.True(exit.IsOutOfTime);
        Assert.False(exit.TimedOut);
    }

    [Fact]
    public async Task Program_WhenItWritesAFile_IsStopped()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var exit = await Shell($"echo x > {folder.FullName}/file");

            Assert.NotEqual(0, exit.ExitCode);
            Assert.Equal(0, folder.EnumerateFiles().Sum(file => file.Length));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Not HUP: whoever runs the tests under nohup has it ignored in every child.
    [Theory]
    [InlineData("KILL")]
    [InlineData("TERM")]
    public async Task Program_WhenSomebodyElseEndsIt_IsNoResult(string signal) =>
        await Assert.ThrowsAsync<ChildKilledException>(() => Shell($"kill -{signal} $$"));

    [Theory]
    [InlineData("SEGV")]
    [InlineData("ABRT")]
    public async Task Program_WhenItBreaksDown_IsReportedAsACrash(string signal) =>
        Assert.True((await Shell($"kill -{signal} $$")).IsCrash);

    [Fact]
    public async Task Program_WhenNobodyReadsOn_Ends()
    {
        var exit = await Shell("yes", (stream, stop) => stream.ReadExactlyAsync(new byte[1000], stop).AsTask());

        Assert.False(exit.TimedOut);
    }

    private Task<SandboxExit> Shell(
        string script,
        Func<Stream, CancellationToken, Task>? read = null,
        SandboxLimits? limits = null,
        CancellationToken cancellationToken = default) =>
        _sandbox.RunAsync(
            "sh",
            ["-c", script],
            Path.GetTempPath(),
            limits ?? Limits,
            read ?? ((stream, stop) => stream.CopyToAsync(Stream.Null, stop)),
            cancellationToken);

    private static async Task AssertGone(MemoryStream pids)
    {
        var text = System.Text.Encoding.ASCII.GetString(pids.ToArray());
        Assert.Equal(2, text.Split(' ').Length);
        foreach (var pid in text.Split(' ').Select(int.Parse))
        {
            // A killed grandchild is reaped by its new parent a moment later; until then it is a zombie.
            var status = $"/proc/{pid}/status";
            Assert.True(!File.Exists(status) || (await File.ReadAllTextAsync(status)).Contains("State:\tZ", StringComparison.Ordinal));
        }
    }
}
