using System.Diagnostics;
using System.Globalization;
using Batch.Worker.Engines;

namespace Batch.Worker.Tests.Engines;

/// <summary>A child dies with its parent, whatever kills the parent: shown with a second process of this very assembly.</summary>
public sealed class ChildLauncherTests
{
    private const string ReportVariable = "BATCH_TEST_CHILD_REPORT";

    [Fact]
    public async Task Child_WhenItsParentIsKilled_Dies()
    {
        using var folder = new TestFolder();
        var report = folder.File("child.pid");
        using (var fifo = Process.Start("mkfifo", [report])!)
        {
            await fifo.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var start = new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "Batch.Worker.Tests"),
            ["-explicit", "only", "-method", $"{typeof(ChildLauncherTests).FullName}.{nameof(Parent_WhenStarted_StartsAChildAndWaits)}"])
        {
            RedirectStandardOutput = true,
        };
        start.Environment[ReportVariable] = report;
        using var parent = Process.Start(start)!;
        parent.OutputDataReceived += (_, _) => { };
        parent.BeginOutputReadLine();

        // Reading the pipe waits for the writer.
        var id = int.Parse(await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
        using var child = Process.GetProcessById(id);
        Assert.False(child.HasExited);
        parent.Kill();

        await child.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.True(child.HasExited);
    }

    [Fact]
    public void Child_WhenItCannotBeBoundToItsParent_IsNotStarted()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("Only Linux can bind a child to its parent.");
        }

        using var folder = new TestFolder();

        var thrown = Assert.Throws<EngineUnavailableException>(() => ChildLauncher.InfoOf("sleep", ["600"], folder.Path));

        Assert.Equal(("engine_start_failed", "Install the package util-linux."), (thrown.Code, thrown.Remedy));
    }

    [Fact(Explicit = true)]
    public async Task Parent_WhenStarted_StartsAChildAndWaits()
    {
        var report = Environment.GetEnvironmentVariable(ReportVariable) ?? throw new InvalidOperationException("For the other test only.");
        using var child = await ChildLauncher.StartAsync("sleep", ["600"], new Dictionary<string, string>());
        await File.WriteAllTextAsync(report, child.Id.ToString(CultureInfo.InvariantCulture), TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
