using System.Security.Claims;

namespace Batch.Coordinator.Jobs;

/// <summary>Who asks: the tenant whose things it sees, and a name for the record.</summary>
/// <param name="Project">Everything it may see and change belongs to this project.</param>
/// <param name="Name">Name of its API key, or <c>local</c>.</param>
internal readonly record struct Caller(string Project, string Name)
{
    public const string DefaultProject = "default";

    public static Caller Of(ClaimsPrincipal user) => new(DefaultProject, user.Identity?.Name ?? "local");
}
