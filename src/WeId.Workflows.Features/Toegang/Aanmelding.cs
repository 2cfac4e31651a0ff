using System.Security.Claims;

namespace WeId.Workflows.Features.Toegang;

/// <summary>What the cookie says of who signed in. Never the guard of a command: rights are read from the database each time.</summary>
public static class Aanmelding
{
    /// <summary>Claim with the id of the account.</summary>
    public const string AccountClaim = "weid:account";

    /// <summary>Claim with the id of the persoon; customers only.</summary>
    public const string PersoonClaim = "weid:persoon";

    /// <summary>Claim with the id of the medewerker; staff only.</summary>
    public const string MedewerkerClaim = "weid:medewerker";

    /// <summary>Claim that shows whether he is beheerder somewhere, so that the pages need not ask.</summary>
    public const string BeheerderClaim = "weid:beheerder";

    /// <summary>Claim with the stamp of the account: sign-ins under an older one have ended.</summary>
    public const string StampClaim = "weid:stempel";

    /// <summary>Claim with the name for the menu.</summary>
    public const string NaamClaim = ClaimTypes.Name;

    /// <summary>Id of the account; null when nobody signed in.</summary>
    public static Guid? AccountId(this ClaimsPrincipal principal) => Id(principal, AccountClaim);

    /// <summary>Id of the persoon; null for staff.</summary>
    public static Guid? PersoonId(this ClaimsPrincipal principal) => Id(principal, PersoonClaim);

    /// <summary>Id of the medewerker; null for customers.</summary>
    public static Guid? MedewerkerId(this ClaimsPrincipal principal) => Id(principal, MedewerkerClaim);

    private static Guid? Id(ClaimsPrincipal principal, string type)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return Guid.TryParse(principal.FindFirstValue(type), out var id) ? id : null;
    }
}

/// <summary>Names of the authorization policies of pages: <c>@attribute [Authorize(Policy = Beleid.Klant)]</c>.</summary>
public static class Beleid
{
    /// <summary>A customer: profile.</summary>
    public const string Klant = "klant";

    /// <summary>A customer who is beheerder somewhere; of which organisatie is checked by each command and query.</summary>
    public const string Beheerder = "beheerder";

    /// <summary>Reviewer or postkamer.</summary>
    public const string BackOffice = "backoffice";

    /// <summary>Reviewer.</summary>
    public const string Beoordelaar = "beoordelaar";

    /// <summary>Postkamer.</summary>
    public const string Postkamer = "postkamer";

    /// <summary>Operations.</summary>
    public const string Operator = "operator";
}
