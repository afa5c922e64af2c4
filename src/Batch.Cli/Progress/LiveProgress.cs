using Batch.Contracts.Jobs;
using Spectre.Console;

namespace Batch.Cli.Progress;

/// <summary>A bar in audio time that is drawn anew at each snapshot.</summary>
internal sealed class LiveProgress(IAnsiConsole console, ProgressTask bar) : IProgressView
{
    /// <summary>Shows a bar for as long as <paramref name="work"/> runs, and takes it away after it.</summary>
    public static Task<T> RunAsync<T>(IAnsiConsole console, Func<IProgressView, Task<T>> work)
    {
        var display = console.Progress()
            .AutoClear(true)
            .Columns(
                new SpinnerColumn(),
                new ProgressBarColumn { Width = 24 },
                new PercentageColumn(),
                new TaskDescriptionColumn { Alignment = Justify.Left });
        display.RefreshRate = TimeSpan.FromMilliseconds(500);
        return display.StartAsync(context => work(new LiveProgress(console, context.AddTask("starting", maxValue: 1))));
    }

    public void Note(string line) => console.WriteLine(line);

    public void Show(JobView job, Pace pace)
    {
        bar.Description = Markup.Escape(ProgressLine.Of(job, pace));
        bar.Value = ProgressLine.Fraction(job.Progress);
    }
}
