namespace WeId.Workflows.Domain.Gebruikers;

/// <summary>The level is above that of the beheerder who asks .</summary>
public sealed record NiveauAboveOwn(string Gevraagd, string Eigen) : Refusal;

/// <summary>The legacy level cannot be requested .</summary>
public sealed record NiveauNotRequestable(string Gevraagd) : Refusal;

/// <summary>A beheerder needs EH2+ or higher .</summary>
public sealed record NiveauTooLowForBeheerder(string Gevraagd) : Refusal;

/// <summary>Not an organisatie in which the aanvrager is an active beheerder .</summary>
public sealed record ForeignOrganisatie : Refusal;

/// <summary>The identity document must be valid for two more months .</summary>
public sealed record DocumentExpiresTooSoon(DateOnly Vervaldatum, DateOnly MinstensTot) : Refusal;

/// <summary>The copy of the identity document is missing .</summary>
public sealed record DocumentCopyMissing : Refusal;

/// <summary>This kind of document needs its back side too .</summary>
public sealed record DocumentBackMissing(DocumentType Type) : Refusal;

/// <summary>The level needs an address for the identification .</summary>
public sealed record IdentificatieAdresMissing : Refusal;

/// <summary>The level needs a second factor .</summary>
public sealed record TweedeFactorMissing : Refusal;

/// <summary>Second factor SMS needs a mobile number .</summary>
public sealed record MobielMissing : Refusal;

/// <summary>The beheerder has not agreed .</summary>
public sealed record AkkoordMissing : Refusal;

/// <summary>Younger than 16: no middel on this person's name.</summary>
public sealed record TooYoung(DateOnly GeborenUiterlijk) : Refusal;

/// <summary>The costs have changed since they were shown; he must see the new ones first.</summary>
public sealed record KostenChanged(decimal Getoond, decimal Nu) : Refusal;

/// <summary>Not waiting for approval.</summary>
public sealed record NotWaitingForGoedkeuring(KoppelingStatus Status) : Refusal;

/// <summary>Not waiting for activation.</summary>
public sealed record NotWaitingForActivatie(KoppelingStatus Status) : Refusal;

/// <summary>The activation period has passed .</summary>
public sealed record ActivatieIsVerlopen(DateOnly Uiterlijk) : Refusal;

/// <summary>The activation period still runs.</summary>
public sealed record NotYetVerlopen(DateOnly Uiterlijk) : Refusal;

/// <summary>A new uitnodiging is for an expired activation only .</summary>
public sealed record NotVerlopen(KoppelingStatus Status) : Refusal;

/// <summary>No OTP device was chosen for this middel.</summary>
public sealed record NoOtpDeviceChosen : Refusal;

/// <summary>A paid letter needs consent with its price .</summary>
public sealed record BriefKostenNotAccepted(decimal Kosten) : Refusal;

/// <summary>An OTP device is for a user who is active or waits for activation .</summary>
public sealed record OtpDeviceNotPossible(KoppelingStatus Status) : Refusal;

/// <summary>An OTP device is on its way to this user already.</summary>
public sealed record OtpDeviceOnderweg : Refusal;

/// <summary>There is no new OTP device to take into use.</summary>
public sealed record NoOtpDeviceOnderweg : Refusal;

/// <summary>His own mobile number: by form only, since with it goes his second factor .</summary>
public sealed record EigenMobiel : Refusal;

/// <summary>The mobile number of this user cannot be changed at this status .</summary>
public sealed record MobielNotChangeable(KoppelingStatus Status) : Refusal;

/// <summary>The user belongs to an organisatie as well that this beheerder does not manage: what guards that one too is not his to change .</summary>
public sealed record GebruikerElders : Refusal;

/// <summary>The second factor of this user is no SMS.</summary>
public sealed record NoSmsChosen : Refusal;

/// <summary>Only the user himself changes his address from the activation on, and before that it is not for now .</summary>
public sealed record EmailNotChangeable(KoppelingStatus Status) : Refusal;

/// <summary>The new address is the present one.</summary>
public sealed record EmailIsAlready : Refusal;
