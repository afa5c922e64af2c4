using Batch.Contracts.Costs;

namespace Batch.Cli.Costs;

/// <summary>Amounts as people read them.</summary>
internal static class MoneyText
{
    public static string Text(this Money money) =>
        $"{money.Amount} {money.Currency}{(money.Assumed ? " (assumed)" : string.Empty)}";
}
