using Batch.Coordinator.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Batch.Coordinator.Web;

/// <summary>A request that could not be stored for want of room is told so, and what to do.</summary>
internal sealed class StorageFailures(StorageHealth storage) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (storage.ReasonOf(exception) is not { } reason)
        {
            return false;
        }

        await Problems.Of(StatusCodes.Status507InsufficientStorage, "storage_full", reason).ExecuteAsync(httpContext);
        return true;
    }
}
