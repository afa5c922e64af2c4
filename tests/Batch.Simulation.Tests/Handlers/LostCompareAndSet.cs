using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Batch.Simulation.Tests.Handlers;

/// <summary>A planted bug: items are set without a look at their version, as if the model did not name it a concurrency token.</summary>
internal sealed partial class LostCompareAndSet : DbCommandInterceptor
{
    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result)
    {
#pragma warning disable CA2100 // EF Core's own text, less one condition.
        command.CommandText = Token().Replace(command.CommandText, "$1");
#pragma warning restore CA2100
        return result;
    }

    [GeneratedRegex("""(UPDATE "items" SET [^;]*WHERE "Id" = @p\d+) AND "Version" = @p\d+""")]
    private static partial Regex Token();
}
