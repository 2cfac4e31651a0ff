using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using WeId.Workflows.Domain;

namespace WeId.Workflows.Features.Toegang;

/// <summary>Makes the act of whoever is signed in: in pages through the circuit, in endpoints through the request.</summary>
public sealed class Handelingen(TimeProvider time, AuthenticationStateProvider? authentication = null)
{
    /// <summary>An act of the user of this page or circuit.</summary>
    /// <param name="organisatieId">In whose name; null for staff and for his own data.</param>
    /// <param name="operationId">Made when a form opens and used for every try to submit it; null: an act of its own.</param>
    public async Task<Handeling> NewAsync(Guid? organisatieId, Guid? operationId = null)
    {
        var state = authentication is null ? null : await authentication.GetAuthenticationStateAsync();
        return New(state?.User ?? new ClaimsPrincipal(), organisatieId, operationId);
    }

    /// <summary>An act of the user of a request.</summary>
    public Handeling New(ClaimsPrincipal user, Guid? organisatieId, Guid? operationId = null) =>
        new(operationId ?? NewOperationId(), time.GetUtcNow()) { AccountId = user.AccountId(), OrganisatieId = organisatieId };

    /// <summary>An id for an act that will be tried, at most once with effect.</summary>
    public Guid NewOperationId() => Guid.CreateVersion7(time.GetUtcNow());
}
