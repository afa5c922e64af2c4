using System.Globalization;
using Batch.Cli.CommandLine;
using Batch.Contracts.Costs;
using Batch.Contracts.Metering;
using Spectre.Console;

namespace Batch.Cli.Costs;

/// <summary>Costs as tables: device seconds first, money beside them, and the rate that it comes from.</summary>
internal static class CostTable
{
    public static void WriteByCause(Shell shell, JobCosts costs)
    {
        var table = New("cost", "device", string.Empty);
        foreach (var line in costs.ByCause)
        {
            table.AddRow(Word(line.Cause), Seconds(line.DeviceSeconds), line.Cost.Text());
        }

        table.AddRow("total", Seconds(costs.Total.DeviceSeconds), costs.Total.Cost.Text());
        shell.OutConsole().Write(table);
        shell.Out.WriteLine($"rate     {costs.Rate}");
        WritePending(shell, costs);
    }

    public static void WriteByLine(Shell shell, JobCosts costs)
    {
        var table = New("stage", "pool", "model", "cause", "device", string.Empty);
        foreach (var line in costs.Lines)
        {
            table.AddRow(line.Stage, line.Pool, line.Model ?? "-", Word(line.Cause), Seconds(line.DeviceSeconds), line.Cost.Text());
        }

        table.AddRow("total", string.Empty, string.Empty, string.Empty, Seconds(costs.Total.DeviceSeconds), costs.Total.Cost.Text());
        shell.OutConsole().Write(table);
        shell.Out.WriteLine($"rate     {costs.Rate}");
        WritePending(shell, costs);
    }

    /// <summary>What the pool pays, not the job: cold start, idle, unattributed.</summary>
    public static void WritePool(Shell shell, PoolCosts costs)
    {
        if (costs.ByCause.Count == 0)
        {
            shell.Out.WriteLine($"pool {costs.Pool} pays nothing yet: a worker's own time is posted each hour and at its end");
            return;
        }

        var table = New($"pool {costs.Pool} pays", "device", string.Empty);
        foreach (var line in costs.ByCause)
        {
            table.AddRow(Word(line.Cause), Seconds(line.DeviceSeconds), line.Cost.Text());
        }

        shell.OutConsole().Write(table);
    }

    /// <summary>The word of a cause as the ledger, the API and the screens write it.</summary>
    internal static string Word(Cause cause) => System.Text.Json.JsonSerializer.SerializeToElement(cause).GetString()!;

    internal static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.000} s");

    private static void WritePending(Shell shell, JobCosts costs)
    {
        if (costs.PendingAttempts > 0)
        {
            shell.Out.WriteLine($"pending  {costs.PendingAttempts} attempts are not settled: their time is not in the total yet");
        }
    }

    private static Table New(params string[] columns)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var column in columns)
        {
            var align = column is "device" or "" ? Justify.Right : Justify.Left;
            table.AddColumn(new TableColumn(Markup.Escape(column)) { Alignment = align });
        }

        return table;
    }
}
