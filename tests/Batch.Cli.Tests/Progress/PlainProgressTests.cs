using Batch.Cli.Progress;
using Batch.Cli.Tests.Fakes;

namespace Batch.Cli.Tests.Progress;

public sealed class PlainProgressTests
{
    [Fact]
    public void PlainProgress_WhenSnapshotsComeFast_WritesALineEveryFewSeconds()
    {
        using var writer = new StringWriter();
        var time = new ManualTime();
        var view = new PlainProgress(writer, time);
        for (var second = 0; second <= 10; second++)
        {
            view.Show(Views.Job with { Progress = Views.NoProgress with { Items = second } }, Pace.Unknown);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(
            ["listing the input · 0 items so far", "listing the input · 5 items so far", "listing the input · 10 items so far"],
            writer.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void PlainProgress_WhenNothingChanges_IsSilent()
    {
        using var writer = new StringWriter();
        var time = new ManualTime();
        var view = new PlainProgress(writer, time);
        view.Show(Views.Job, Pace.Unknown);
        var once = writer.ToString();
        time.Advance(TimeSpan.FromMinutes(1));
        view.Show(Views.Job, Pace.Unknown);
        Assert.Equal(once, writer.ToString());
    }
}
